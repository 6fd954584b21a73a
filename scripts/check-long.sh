#!/bin/sh
# scripts/check-long.sh - before a release: both compilers at -O0 and -O3 must make the same bytes,
# valgrind finds nothing in an example run, every fuzz target runs FUZZ_SECONDS (600) without a finding.
set -eu
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-600}
jobs=$(nproc)
first=
for cc in gcc clang; do
    command -v $cc > /dev/null || { echo "check-long: $cc is not installed, left out"; continue; }
    cxx=g++
    [ $cc = clang ] && cxx=clang++
    for level in 0 3; do
        dir=build/long-$cc-O$level
        cmake -G Ninja -B "$dir" -DCMAKE_C_COMPILER=$cc -DCMAKE_CXX_COMPILER=$cxx -DTOCSIN_WERROR=ON \
            -DTOCSIN_PLACES_DIR="$PWD/build/places" -DCMAKE_BUILD_TYPE= -DCMAKE_C_FLAGS=-O$level > /dev/null
        ninja -C "$dir" -j "$jobs" > /dev/null
        ctest --test-dir "$dir" -j "$jobs" --output-on-failure | tail -4
        sum=$("$dir/tocsin" code --mentions all --with-predicates examples/*.txt tests/golden/*.txt | sha256sum)
        echo "$cc -O$level: $sum"
        [ -z "$first" ] && first=$sum
        [ "$sum" = "$first" ] || { echo "check-long: $cc -O$level writes other records"; exit 1; }
    done
done
# The corpora, where they are: every build writes the same records of all of them, and they are records.
eval_dir=${TOCSIN_EVAL:-../shared/eval}
if [ -e "$eval_dir/run.py" ]; then
    keep=$(mktemp -d)
    trap 'rm -rf "$keep"' EXIT
    one=$(ls -d build/long-*-O3 | head -1)
    python3 "$eval_dir/run.py" --tocsin "$one/tocsin" --keep "$keep" > "$keep/report" 2>&1 || true
    for input in "$keep"/*.in.jsonl; do
        [ -e "$input" ] || continue
        "$one/tocsin" code --from jsonl --mentions all --with-predicates --jobs "$jobs" "$input" > "$keep/records" || true
        "$one/tocsin" validate "$keep/records" > "$keep/said" || { cat "$keep/said"; echo "check-long: $input: no records"; exit 1; }
        for dir in build/long-*; do
            "$dir/tocsin" code --from jsonl --mentions all --with-predicates --jobs "$jobs" "$input" 2> /dev/null |
                cmp -s - "$keep/records" || { echo "check-long: $dir writes other records of $(basename "$input")"; exit 1; }
        done
    done
    echo "corpora: the same records from every build, $(cat "$keep"/*.in.jsonl | wc -l) documents"
fi
[ ! -x build/long-gcc-O3/tocsin ] || tests/store/run.sh build/long-gcc-O3/tocsin 200
if command -v valgrind > /dev/null && command -v gcc > /dev/null; then
    valgrind -q --error-exitcode=9 --leak-check=full build/long-gcc-O0/tocsin code examples/article.txt > /dev/null
    echo "valgrind: nothing found"
else
    echo "check-long: valgrind is not installed, left out"
fi
if command -v clang > /dev/null; then
    cmake -G Ninja -B build/fuzz -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DTOCSIN_FUZZ=ON \
        -DTOCSIN_SANITIZE=ON -DTOCSIN_PLACES_DIR="$PWD/build/places" > /dev/null
    ninja -C build/fuzz -j "$jobs" > /dev/null
    for target in build/fuzz/fuzz/fuzz_*; do
        [ -x "$target" ] && [ -f "$target" ] || continue
        name=${target##*/fuzz_}
        mkdir -p "build/fuzz/corpus/$name"
        "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=0 \
            "build/fuzz/corpus/$name" "fuzz/seeds/$name" 2> "build/fuzz/$name.log" ||
            { tail -30 "build/fuzz/$name.log"; echo "check-long: fuzz_$name found something"; exit 1; }
        echo "fuzz_$name: $seconds s, nothing found"
    done
fi
