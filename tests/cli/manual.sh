#!/bin/sh
# tests/cli/manual.sh PROGRAM MANUAL - every command and every option that --help shows stands in the manual.
set -u
program=$1 manual=$2
passed=0 failed=0
for command in $("$program" --help | sed -n 's/^  tocsin \([a-z]*\) .*/\1/p'); do
    [ "$command" = COMMAND ] && continue
    grep -q "^\.Ss tocsin $command" "$manual" && passed=$((passed + 1)) || { echo "no section on $command"; failed=$((failed + 1)); }
    for option in $("$program" "$command" --help | sed -n 's/^  --\([a-z0-9-]*\).*/\1/p'); do
        if grep -q "Fl Fl $option\( \|,\|$\)" "$manual"; then
            passed=$((passed + 1))
        else
            echo "tocsin $command: no --$option in the manual"
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 20 ]
