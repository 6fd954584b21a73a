#!/bin/sh
# scripts/accuracy.sh PROGRAM [ARGUMENTS] - measures on the evaluation corpora, which are no part of
# this repository: looked for in $TOCSIN_EVAL, else ../shared/eval.
cd "$(dirname "$0")/.." || exit 1
program=$1
shift
eval_dir=${TOCSIN_EVAL:-../shared/eval}
if [ ! -e "$eval_dir/run.py" ]; then
    echo "The evaluation corpora are not here ($eval_dir/run.py): nothing measured."
    exit 0
fi
python3 "$eval_dir/run.py" --tocsin "$program" "$@"
status=$?
# 1: tasks with problems, which the report names; tasks that are not built yet are among them.
[ $status -le 1 ]
