#!/bin/sh
# tools/train/muc4_answers.sh BUILD CORPORA OUT [apart] - what `--to muc4` sees in the MUC-4 training texts, for muc4_weights.py;
# with "apart" each act by itself, for muc4_merge.py.
#   BUILD    a build folder, all of it built of these sources (ninja -C BUILD all train)
#   CORPORA  the folder that holds muc4/train.jsonl
# Each fifth of the texts is coded with a model of parts (models/cast) that learned from the other four, and
# with a pack without the table that is to be learned. About a minute on one core.
set -e
build=$1 corpora=$2 out=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/data" "$here/models" "$work/"
rm -f "$work/data/muc4/weights.tsv"
if [ "$4" = apart ]; then rm -f "$work/data/muc4/merge.tsv"; fi
python3 "$here/tools/train/cast_corpus.py" "$corpora/muc4/train.jsonl" > "$work/keys.tsv"
: > "$out"
for fifth in 0 1 2 3 4; do
    awk -F'\t' -v k=$fifth 'BEGIN { n = -1 } $1 == "D" { n++ } n % 5 != k' "$work/keys.tsv" > "$work/others.tsv"
    python3 - "$corpora/muc4/train.jsonl" $fifth > "$work/in.jsonl" <<'P'
import json, sys
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    row = json.loads(line)
    if number % 5 == int(sys.argv[2]):
        date = {"date": row["header"]["iso"]} if row["header"].get("iso") else {}
        print(json.dumps({"id": row["id"], "text": row["text"], **date}))
P
    "$build/tools/train/tocsin-train-cast" "$build/tocsin.pack" "$work/others.tsv" "$work/cast" > "$work/log"
    zstd -q -f -3 "$work/cast" -o "$work/models/cast.zst"
    sum=$(sha256sum "$work/models/cast.zst" | cut -d' ' -f1)
    sed "s/^cast.zst	[0-9a-f]*/cast.zst	$sum/" "$here/models/MANIFEST.tsv" > "$work/models/MANIFEST.tsv"
    "$build/tocsin-pack" "$work/pack" "$work/data" "$work/models" "$build/gazetteer.bin"
    "$build/tocsin" code --pack "$work/pack" --from jsonl --to muc4 "$work/in.jsonl" >> "$out"
done
