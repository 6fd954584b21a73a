#!/usr/bin/env python3
"""Draws rows of data/actors for an audit: the same rows for the same seed and the same data.

usage: tools/sample_actors.py SEED [COUNT [NAME]]    from the top of the tree; COUNT is 200 unless given,
NAME the only file to draw from ("officials.tsv")

Prints FILE:LINE and the row. Standard library only."""
import pathlib
import random
import sys

rows = []
for path in sorted(pathlib.Path("data/actors").glob("*.tsv")):
    if len(sys.argv) > 3 and path.name != sys.argv[3]:
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and line[0] not in "#@":
            rows.append(f"{path.name}:{number}\t{line}")
count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
for row in random.Random(int(sys.argv[1])).sample(rows, count):
    print(row)
