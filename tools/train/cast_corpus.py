#!/usr/bin/env python3
"""Turns the MUC-4 training keys into the lines that tocsin-train-cast reads.

    cast_corpus.py CORPORA/muc4/train.jsonl > OUT

"D TAB id TAB date TAB text" begins an article (backslash, newline and TAB of the text are escaped);
"L TAB part TAB words" below it says that a phrase with these words has that part in some incident:
perpetrator, victim, target, instrument.
"""
import json
import sys

SLOTS = {"perp_individual": "perpetrator", "perp_org": "perpetrator", "hum_name": "victim", "hum_desc": "victim",
         "phys_id": "target", "instrument_id": "instrument"}


def main():
    for line in open(sys.argv[1], encoding="utf-8"):
        row = json.loads(line)
        text = row["text"].replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        print("D", row["id"], row["header"].get("iso", ""), text, sep="\t")
        for template in row["templates"]:
            for slot, part in SLOTS.items():
                for filler in template.get(slot) or []:
                    for words in filter(None, filler["v"]):
                        print("L", part, " ".join(words.split()), sep="\t")


main()
