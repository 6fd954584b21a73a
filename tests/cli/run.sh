#!/bin/sh
# tests/cli/run.sh PROGRAM BUILD - runs tests/cli/*.case: what the program prints and how it exits.
#
# A case file:  line 1 "# what it shows"; then `run: ARGUMENTS` (for sh, $tocsin is the program),
# `exit: N`, and after `stdout:` the exact output; `stderr has: WORDS` any number of times.
# TOCSIN_REWRITE=1 writes the output that comes into the files instead.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cp -r "$here/files" "$work/files"
cd "$work" || exit 1
tocsin=$program
export tocsin NO_COLOR=1 LC_ALL=C
# A record names the pack and its checksum, which change with every dictionary row.
plain() { sed -e 's/"pack":{[^}]*},//' -e 's/sha256 [0-9a-f]\{64\}/sha256 .../'; }
for case in "$here"/*.case; do
    name=$(basename "$case" .case)
    command=$(sed -n 's/^run: //p' "$case")
    want_exit=$(sed -n 's/^exit: //p' "$case")
    sh -c "$command" > "$work/raw" 2> "$work/err" < /dev/null
    got_exit=$?
    plain < "$work/raw" > "$work/out"
    sed '1,/^stdout:/d' "$case" > "$work/want"
    if [ "${TOCSIN_REWRITE:-}" = 1 ]; then
        { sed '/^stdout:/q' "$case"; cat "$work/out"; } > "$work/new" && cp "$work/new" "$case"
        continue
    fi
    good=1
    [ "$got_exit" = "${want_exit:-0}" ] || { echo "$name: exit status $got_exit, not ${want_exit:-0}"; good=0; }
    cmp -s "$work/want" "$work/out" || { echo "$name: other output:"; diff "$work/want" "$work/out"; good=0; }
    sed -n 's/^stderr has: //p' "$case" > "$work/words"
    while IFS= read -r words; do
        grep -qF -- "$words" "$work/err" || { echo "$name: stderr lacks \"$words\":"; cat "$work/err"; good=0; }
    done < "$work/words"
    if [ $good = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && { [ "$passed" -gt 0 ] || [ "${TOCSIN_REWRITE:-}" = 1 ]; }
