#!/bin/sh
# tests/lexicon/run.sh PROGRAM - how many of the sentences that must give no event give one. They were written
# without a look at data/; the aim is 3 in a hundred, the limit is where we stand.
limit=58
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -v '^#' "$here/negatives.txt" |
    awk '{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); printf "{\"id\":\"%d\",\"text\":\"%s\"}\n", NR, $0 }' > "$work/in.jsonl"
"$1" code --from jsonl --to jsonl "$work/in.jsonl" > "$work/out.jsonl" || exit 1
all=$(wc -l < "$work/out.jsonl" | tr -d ' ')
coded=$(grep -c '"events":\[{' "$work/out.jsonl")
echo "$coded of $all sentences without an event give one (at most $limit)"
[ "$all" -ge 300 ] && [ "$coded" -le $limit ]
