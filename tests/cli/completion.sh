#!/bin/bash
# tests/cli/completion.sh PROGRAM - the completion works in bash; help lists what the tables have.
set -u
program=$1
bad=0
source <("$program" --generate complete-bash) || exit 1
complete_words() { # WORDS...: what is offered for the last one
    COMP_WORDS=(tocsin "$@") COMP_CWORD=$#
    COMPREPLY=()
    _tocsin
    echo "${COMPREPLY[*]}"
}
expect() { # WANT WORDS...
    local want=$1 got
    shift
    got=$(complete_words "$@")
    [ "$got" = "$want" ] || { echo "for \"$*\": \"$got\", not \"$want\""; bad=$((bad + 1)); }
}
expect "code correct codebook" co
expect "--with-text --with-predicates" code --with
expect "brief" code --to b
expect "" code --date 2
expect "" explain art
for command in code ingest incidents query trend correct chain recode parse explain lint dict codebook validate; do
    "$program" $command --help | grep -q "^Examples" || { echo "$command --help has no examples"; bad=$((bad + 1)); }
    "$program" --help | grep -q "^  tocsin $command " || { echo "--help lacks $command"; bad=$((bad + 1)); }
    for option in $("$program" $command --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
        grep -q -- "Fl Fl $option" docs/tocsin.1 || { echo "docs/tocsin.1 lacks --$option"; bad=$((bad + 1)); }
    done
done
[ $bad = 0 ] && echo "completion, help and manual agree"
exit $bad
