#!/bin/sh
# bench/run.sh BUILD - speed and memory of the program on fixed inputs, beside wc -w and a plain
# word-trie scan of the same bytes in the same run. Inputs: the articles of tests/golden, repeated, as
# conflict news; the same diluted with quiet articles, one in eight with events, as mixed news.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jsonl() { # FILE ID: a JSON line of the article
    printf '{"id":"%s","date":"2024-05-15","text":"' "$2"
    awk '{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); printf "%s\\n", $0 }' "$1"
    printf '"}\n'
}
cd "$here/../tests/golden"
for f in *.txt; do [ "$f" = quiet.txt ] || jsonl "$f" "$f"; done > "$work/one"
{ for f in *.txt; do [ "$f" = quiet.txt ] || { jsonl "$f" "$f"; for i in 1 2 3 4 5 6 7; do jsonl "$here/quiet/$i.txt" "q$i"; done; }; done; } > "$work/mix"
n=0; while [ $n -lt 200 ]; do cat "$work/one"; n=$((n + 1)); done > "$work/conflict.jsonl"
n=0; while [ $n -lt 40 ]; do cat "$work/mix"; n=$((n + 1)); done > "$work/mixed.jsonl"
for f in *.txt; do cat "$f"; echo; done > "$work/text"; n=0
while [ $n -lt 2500 ]; do cat "$work/text"; n=$((n + 1)); done | head -c 10000000 > "$work/ten.txt"
head -c 1000000 "$work/ten.txt" > "$work/million.txt"
exec "$build/tocsin-bench" "$build/tocsin" "$work" "$build/tocsin.pack" "$PWD" "$here/quiet"
