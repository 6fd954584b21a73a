#!/usr/bin/env python3
"""Fits the confidence of events (src/link/infer.c) on hand-made records, and shows how well it holds.

    calibrate.py fit   TOCSIN FOLDER     the weights c-..., as lines of data/link/weights.tsv
    calibrate.py check TOCSIN FOLDER [LIMIT]     reliability table and expected calibration error; status 1 above LIMIT

FOLDER holds NAME.txt with NAME.ann.json (corpus/README.md). An event is right if the words of its trigger overlap
those of an event of the same type that the annotation has, required or optional.

Confidence is a sum of one weight for each thing that is known of the event, in thousandths, between 50 and 990: a
linear probability model, fitted by least squares with a small ridge. What the program sees of an event is read back
from its own output: a table laid over the built-in one gives each feature a power of two for weight, and the sum
that comes out says which were there. No seed, no randomness; the same records give the same weights.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from agreement import spans

FEATURES = ["c-verb", "c-actor", "c-patient", "c-method", "c-mentions", "c-toll", "c-place", "c-time", "c-plural", "c-unreal"]
TYPES = ["agree", "consult", "support", "cooperate", "aid", "concede", "retreat", "request", "accuse", "reject", "threaten",
         "protest", "sanction", "mobilize", "coerce", "assault"]
RIDGE = 5.0
UNIT, BASE = 30, 50  # 50 + 30 * 31 = 980: five features a run


def articles(folder):
    """[(name, text bytes, [(type, spans)])] in the order of their names."""
    out = []
    for path in sorted(pathlib.Path(folder).glob("*.ann.json")):
        annotation = json.loads(path.read_text())
        text = path.with_name(path.name.replace(".ann.json", ".txt")).read_bytes()
        events = [(e["type"], list(spans(text, e["triggers"]))) for e in annotation["events"]]
        out.append((annotation["id"], text, events, annotation.get("published")))
    return out


def events_of(tocsin, docs, weights=None):
    """[(document, record's event)] of one run, with the given weights laid over the built-in ones."""
    lines = [json.dumps({"id": name, "text": text.decode(), **({"date": date} if date else {})}) for name, text, _, date in docs]
    with tempfile.TemporaryDirectory() as folder:
        command = [tocsin, "code", "--from", "jsonl", "--jobs", "1"]
        if weights:
            table = "@table link_weight: name value\n" + "".join("%s\t%d\n" % w for w in sorted(weights.items()))
            (pathlib.Path(folder) / "weights.tsv").write_text(table)
            command += ["--data", folder]
        out = subprocess.run(command, input="\n".join(lines) + "\n", stdout=subprocess.PIPE, check=True, text=True).stdout
    return [(n, event) for n, line in enumerate(out.splitlines()) for event in json.loads(line)["events"] if event.get("type")]


def is_right(doc, event):
    start, end = event["trigger"]["start"], event["trigger"]["end"]
    return any(kind == event["type"] and any(a < end and start < b for a, b in where) for kind, where in doc[2])


def rows(tocsin, docs):
    """One row an event: [1, features..., types...]; and whether it is right."""
    known = []
    for first in (0, 5):
        weights = {name: 0 for name in FEATURES + ["c-" + t for t in TYPES]}
        weights.update({"c-base": BASE}, **{name: UNIT << k for k, name in enumerate(FEATURES[first:first + 5])})
        known.append(events_of(tocsin, docs, weights))
    out = []
    for (n, low), (_, high) in zip(*known):
        bits = [(round(e["confidence"] * 1000) - BASE) // UNIT >> k & 1 for e in (low, high) for k in range(5)]
        out.append(([1] + bits + [low["type"] == t for t in TYPES], is_right(docs[n], low)))
    return out


def solve(a, b):
    """Gaussian elimination with pivots; a is changed."""
    n = len(b)
    for i in range(n):
        best = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[best], b[i], b[best] = a[best], a[i], b[best], b[i]
        for r in range(i + 1, n):
            f = a[r][i] / a[i][i]
            b[r] -= f * b[i]
            for c in range(i, n):
                a[r][c] -= f * a[i][c]
    for i in reversed(range(n)):
        b[i] = (b[i] - sum(a[i][c] * b[c] for c in range(i + 1, n))) / a[i][i]
    return b


def fit(tocsin, folder):
    data = rows(tocsin, articles(folder))
    size = len(data[0][0])
    a = [[sum(x[i] * x[k] for x, _ in data) + (RIDGE if i == k and i > 0 else 0) for k in range(size)] for i in range(size)]
    b = [sum(x[i] * y for x, y in data) for i in range(size)]
    for name, weight in zip(["c-base"] + FEATURES + ["c-" + t for t in TYPES], solve(a, b)):
        print("%s\t%d" % (name, round(weight * 1000)))


def check(tocsin, folder, limit="1"):
    docs = articles(folder)
    data = [(e["confidence"], is_right(docs[n], e)) for n, e in events_of(tocsin, docs)]
    error = 0
    print("| confidence | events | mean | right |\n| --- | --- | --- | --- |")
    for tenth in range(10):
        some = [(c, r) for c, r in data if min(int(c * 10), 9) == tenth]
        if some:
            mean, right = sum(c for c, _ in some) / len(some), sum(r for _, r in some) / len(some)
            error += abs(mean - right) * len(some) / len(data)
            print("| %.1f - %.1f | %d | %.3f | %.3f |" % (tenth / 10, tenth / 10 + .1, len(some), mean, right))
    print("\nexpected calibration error %.3f, %d events, %.3f of them right" % (error, len(data), sum(r for _, r in data) / len(data)))
    sys.exit(error > float(limit))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5) or sys.argv[1] not in ("fit", "check"):
        sys.exit(__doc__)
    (fit if sys.argv[1] == "fit" else check)(*sys.argv[2:])
