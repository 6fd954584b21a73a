#!/bin/sh
# tests/golden/run.sh PROGRAM - whole records of articles of our own: a change of any field shows.
# TOCSIN_REWRITE=1 writes the records that come (read the diff before you commit it). The pack's
# checksum and line numbers of dictionaries are left out.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$here" || exit 1
passed=0 failed=0
plain() { sed -e 's/"pack":{[^}]*},//' -e 's/"dictionary":"\([^":]*\):[0-9]*"/"dictionary":"\1"/g'; }
code() { "$program" code --date 2024-05-15 "$@"; }
for article in *.txt; do
    name=${article%.txt}
    code "$article" | plain > "$work/got" || { echo "$name: failed"; failed=$((failed + 1)); }
    if [ "${TOCSIN_REWRITE:-}" = 1 ]; then
        cp "$work/got" "$name.jsonl"
    elif cmp -s "$work/got" "$name.jsonl"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$name: another record (TOCSIN_REWRITE=1 $0 PROGRAM accepts it):"
        sed 's/,"/,\n"/g' "$name.jsonl" > "$work/a"; sed 's/,"/,\n"/g' "$work/got" > "$work/b"
        diff "$work/a" "$work/b" | head -40
    fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ] && { [ $passed -gt 0 ] || [ "${TOCSIN_REWRITE:-}" = 1 ]; }
