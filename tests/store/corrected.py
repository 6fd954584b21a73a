#!/usr/bin/env python3
"""tests/store/corrected.py PROGRAM FOLDER - with corrections, too, the order and the batches of reports do not matter: the
reports that analysts saw come first, in any order; they correct; the rest comes, in any order and batches, some reports in
a wrong form first. Then the same reports once more. Incidents, tolls and corrections are the same each time."""
import json
import os
import random
import subprocess
import sys

program, work = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
reports = [json.loads(line) for script in (["make.py", "120"], ["copies.py"])
           for line in subprocess.run([sys.executable, os.path.join(here, script[0]), *script[1:]], capture_output=True,
                                      text=True, check=True).stdout.splitlines()]
SEEN = 48 # of them are there when the analysts look


def run(*command, stdin=None):
    return subprocess.run([program, *command], capture_output=True, text=True, input=stdin, check=True).stdout


def ingest(db, rows):
    run("ingest", "--no-progress", "--db", db, "--from", "jsonl", stdin="".join(json.dumps(row) + "\n" for row in rows))


def about(db, doc):
    """The incident that a report is mainly about: they stand first."""
    for line in run("incidents", "--db", db).splitlines():
        row = json.loads(line)
        if any(r["doc"] == doc for r in row["reports"]):
            return row["id"]
    raise KeyError(doc)


def correct(db, *words):
    run("correct", "--db", db, "--author", "ana", "--at", "2024-06-01T10:00:00Z", *words)


def told(seed):
    db = os.path.join(work, "corrected%d.db" % seed)
    rng = random.Random(seed)
    seen, rest = reports[:SEEN], reports[SEEN:]
    if seed > 0:
        rng.shuffle(seen)
        rng.shuffle(rest)
        ingest(db, [dict(row, text=rng.choice(rest)["text"]) for row in seen[:10]]) # to be replaced
        ingest(db, seen[:20])
        ingest(db, seen[20:] + seen[:10])
    else:
        ingest(db, seen)
    correct(db, "set", about(db, "r000"), "killed=40+", "method=shelling", "point=-1.5,2.25", "from=2021-01-02")
    correct(db, "merge", about(db, "r003"), about(db, "r006"))
    correct(db, "split", about(db, "r009"), "r010")
    correct(db, "wrong", about(db, "r012"))
    correct(db, "set", about(db, "r015"), "injured=7")
    if seed > 0:
        ingest(db, [dict(row, text=rng.choice(seen)["text"], date="2021-06-11") for row in rest[:15]])
        cuts = sorted(rng.sample(range(1, len(rest)), 3))
        for a, b in zip([0] + cuts, cuts + [len(rest)]):
            ingest(db, rest[a:b])
    else:
        ingest(db, rest)
    ingest(db, rng.sample(reports, len(reports))) # all of it again
    return run("incidents", "--db", db), run("correct", "--db", db, "list")


first = told(0)
if first[0].count('"corrections"') != 2 or first[0].count("\n") < 40:
    sys.exit("the corrections are not there")
for seed in (1, 2, 3):
    again = told(seed)
    for a, b in zip(first[0].splitlines(), again[0].splitlines()):
        if a != b:
            print("seed %d:\n%s\n%s" % (seed, a, b))
            sys.exit(1)
    if again[0] != first[0]:
        sys.exit("seed %d: %d incidents, not %d" % (seed, again[0].count("\n"), first[0].count("\n")))
    if again[1] != first[1]:
        sys.exit("seed %d: corrections\n%s\n%s" % (seed, first[1], again[1]))
print("same")
