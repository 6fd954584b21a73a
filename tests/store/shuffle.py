#!/usr/bin/env python3
"""shuffle.py SEED FILE OUT: the lines of FILE in another order, in OUT.1 to OUT.6; some come with the text of another one first."""
import json
import random
import sys

seed, path, out = sys.argv[1:]
rows = [json.loads(line) for line in open(path)]
random.seed(int(seed))
random.shuffle(rows)
wrong = [dict(row, text=random.choice(rows)["text"], date="2021-%02d-11" % random.randint(1, 12)) for row in rows[:20]]
cuts = sorted(random.sample(range(len(rows)), 4))
parts = [rows[a:b] for a, b in zip([0] + cuts, cuts + [len(rows)])]
parts.insert(1, wrong)
parts.append(rows[:20])
for n, part in enumerate(parts, 1):
    with open("%s.%d" % (out, n), "w") as file:
        file.writelines(json.dumps(row) + "\n" for row in part)
