#!/bin/sh
# tests/cli/interrupt.sh PROGRAM - Ctrl-C in the middle of a run: exit status 130, what was written is
# whole lines, and the words say how many.
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkfifo feed
failed=0
for jobs in 1 4; do
    # a feed that never ends; in a script background programs ignore the keyboard, so TERM stands for it
    rm -f out
    "$program" code --from jsonl --jobs $jobs feed > out 2> err &
    coder=$!
    { while printf '{"text":"Gunmen killed three soldiers in Mosul on Monday."}\n'; do :; done; } > feed 2> /dev/null &
    feeder=$!
    i=0
    while [ ! -s out ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
    kill -TERM $coder
    wait $coder
    status=$?
    kill $feeder 2> /dev/null
    wait $feeder 2> /dev/null
    [ $status = 130 ] || { echo "jobs $jobs: exit status $status"; failed=1; }
    grep -q 'interrupted: [0-9]* documents are written' err || { echo "jobs $jobs: said"; cat err; failed=1; }
    said=$(sed -n 's/.*interrupted: \([0-9]*\) .*/\1/p' err)
    "$program" validate out > checked 2>&1 || { cat checked; failed=1; }
    [ "$(cat checked)" = "$said records, 0 broken" ] || { echo "jobs $jobs: $said said, $(cat checked)"; failed=1; }
done
[ $failed = 0 ] && echo "2 passed, 0 failed"
exit $failed
