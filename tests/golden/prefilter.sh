#!/bin/sh
# tests/golden/prefilter.sh PROGRAM - the prefilter may never change a record.
set -eu
program=$1
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
for f in *.txt ../../examples/article.txt; do
    "$program" code --to jsonl "$f" > "$work/with"
    "$program" code --no-prefilter --to jsonl "$f" > "$work/without"
    if cmp -s "$work/with" "$work/without"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$f: other record without the prefilter"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
