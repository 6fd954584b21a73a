#!/bin/sh
# tests/r/run.sh PROGRAM SOURCE - the R functions, where R is. Exit 77: it is not installed.
if ! command -v Rscript > /dev/null 2>&1; then
    echo "skipped: Rscript is not installed (Debian: r-base-core)"
    exit 77
fi
exec Rscript --vanilla "$2/tests/r/test_tocsin.R" "$1" "$2"
