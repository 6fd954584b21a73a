#!/usr/bin/env python3
"""How rare is a word in a news report? Lines for tocsin-train-rarity.

    rarity_corpus.py CORPORA VECTORS.json > OUT

The share of reports that have the word is its share in the MUC-4 training texts, in the incident summaries, the event
sentences of eventloc and the sentences of GMB (as if a report were 8, 7 and 9 of them), and what its rank among the GloVe vectors gives by Zipf's law for
200 words: the largest of the five, since a word is no sign of an incident if it is common anywhere. Printed is
"word TAB minus log2 of the share, in 1/16", for words in more than one of 2,048 reports.
"""
import gzip
import json
import math
import re
import sys
from collections import Counter

WORD = re.compile(r"[^\W_][\w'’\-]*")
LEAST = 2.0 ** -11


def shares(path, pieces, text):
    """Share of reports of so many pieces that have the word."""
    count, total = Counter(), 0
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            count.update({w.lower() for w in WORD.findall(text(json.loads(line)))})
            total += 1
    return {w: 1 - (1 - min(n / total, 0.9999)) ** pieces for w, n in count.items()}


def main():
    corpora, vectors = sys.argv[1:3]
    sources = [shares(corpora + "/muc4/train.jsonl", 1, lambda r: r["text"][r["body"]:]),
               shares(corpora + "/incidents/train.jsonl", 8, lambda r: r["text"]),
               shares(corpora + "/geo/eventloc-dev.jsonl", 7, lambda r: r["text"]),
               shares(corpora + "/ner/gmb.train.jsonl.gz", 9, lambda r: r.get("text") or " ".join(r["tokens"])),
               {w: 1 - math.exp(-18 / (rank + 1)) for rank, w in enumerate(json.load(open(vectors))["vectors"])}]
    best = {}
    for source in sources:
        for word, share in source.items():
            best[word] = max(best.get(word, 0), share)
    for word in sorted(best):
        if best[word] > LEAST:
            print(word, round(-16 * math.log2(best[word])), sep="\t")


main()
