#!/bin/sh
# tests/layers.sh - every #include "folder/..." in src/ must be allowed by src/LAYERS.
cd "$(dirname "$0")/.." || exit 1
find src -name '*.[ch]' -mindepth 2 | sort | xargs awk '
    BEGIN { while ((getline line < "src/LAYERS") > 0) {
                if (line ~ /^#/) continue
                split(line, half, ":"); n = split(half[2], words, " "); allowed[half[1], half[1]] = 1
                for (i = 1; i <= n; i++) allowed[half[1], words[i]] = 1 } }
    /^#include "[a-z]+\// { split(FILENAME, path, "/"); from = path[2]; to = $2; sub(/^"/, "", to); sub(/\/.*/, "", to)
        if (to == "tocsin") next
        checked++
        if (!((from, to) in allowed)) { printf "%s:%d: %s may not include %s\n", FILENAME, FNR, from, to; bad++ } }
    END { printf "%d passed, %d failed\n", checked - bad, bad; exit bad > 0 || checked == 0 }'
