#!/bin/sh
# tests/golden/same.sh PROGRAM - the same bytes with any number of threads and without the prefilter.
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$(dirname "$0")" || exit 1
passed=0 failed=0
code() { "$program" code --date 2024-05-15 "$@"; }
many=$(for i in 1 2 3 4 5 6; do ls ./*.txt; done)
for kind in "--mentions events" "--mentions all --with-predicates --with-text"; do
    code $kind $many > "$work/one" || { echo "failed"; exit 1; }
    for options in "--jobs 8" "--jobs 3 --no-prefilter"; do
        code $kind $options $many > "$work/many"
        if cmp -s "$work/one" "$work/many"; then passed=$((passed + 1)); else
            failed=$((failed + 1))
            echo "with $kind $options: other bytes, first in line $(cmp "$work/one" "$work/many" | sed 's/.*line //')"
        fi
    done
done
grep -q '"events":\[{' "$work/one" || { echo "no events at all"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
