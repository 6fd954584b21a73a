#!/bin/sh
# tests/lexicon/run.sh PROGRAM - how many of the sentences that must give no event give one. The first list was
# written without a look at data/ and then worked on: 3 in a hundred is the limit. The second was written before
# that and kept aside: its limit is what the work on the first list has left of it.
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
check() { # PROGRAM FILE AT-LEAST LIMIT
    grep -v '^#' "$here/$2" |
        awk '{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); printf "{\"id\":\"%d\",\"text\":\"%s\"}\n", NR, $0 }' > "$work/in.jsonl"
    "$1" code --from jsonl --to jsonl "$work/in.jsonl" > "$work/out.jsonl" || failed=1
    all=$(wc -l < "$work/out.jsonl" | tr -d ' ')
    coded=$(grep -c '"events":\[{' "$work/out.jsonl")
    echo "$2: $coded of $all sentences without an event give one (at most $4)"
    [ "$all" -ge "$3" ] && [ "$coded" -le "$4" ] || failed=1
}
check "$1" negatives.txt 300 9
check "$1" negatives_more.txt 150 9
exit $failed
