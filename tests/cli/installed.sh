#!/bin/sh
# tests/cli/installed.sh BUILD SOURCE - installs into a folder of its own, builds the example program
# against what is there, as a stranger would, and compares its record with the installed program's.
set -eu
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" > /dev/null
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name tocsin.pc)")
cd "$work"
cc -std=c11 -Wall -Wextra -Werror "$source/examples/code_one.c" $(pkg-config --cflags --libs tocsin) -o code_one
cp "$source/examples/article.txt" .
LD_LIBRARY_PATH=$(pkg-config --variable=libdir tocsin) ./code_one "$(pkg-config --variable=pack tocsin)" article.txt > library.jsonl
env -u TOCSIN_PACK "$work/prefix/bin/tocsin" code article.txt > program.jsonl
cmp library.jsonl program.jsonl
grep -q '"events":\[{' library.jsonl
echo "1 passed, 0 failed"
