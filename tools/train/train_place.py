#!/usr/bin/env python3
"""Weights of the places of events: logistic regression over the features that place-features prints.

  train_place.py --sentences eventloc.jsonl --features BUILD/tools/train/place-features --pack PACK --out data/link/places.tsv

Sentences: {"text", "event": {"start", "end"}, "locations": [{"start", "end"}]}, byte offsets (format of
ahalterman/event_location, MIT). A sentence that names no place for its event counts for less: annotators often leave
out what stands there. Five folds say how good it is, then all sentences make the table; weights are whole
numbers, a logit times 100. The same bytes on every machine: no random numbers.
"""
import argparse
import json
import math
import subprocess


# What grammar says where the sentences say little: weights are drawn towards these instead of zero.
PRIOR = {"type:retreat:from": 2.5, "flag:where-said": -1.5, "type:talk:in": 0.3, "kind:nature": 0.0,
         "flag:source": -1.0}


def load(a):
    lines = []
    with open(a.sentences, encoding="utf-8") as f:
        for row in map(json.loads, filter(str.strip, f)):
            text = row["text"].replace("\n", " ").replace("\t", " ")
            gold = ",".join("%d-%d" % (x["start"], x["end"]) for x in row["locations"])
            lines.append("%d\t%d\t%s\t%s\n" % (row["event"]["start"], row["event"]["end"], gold, text))
    out = subprocess.run([a.features, a.pack], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    groups = {}
    for line in out.stdout.decode().splitlines():
        number, trigger, label, *names = line.split()
        groups.setdefault((int(number), trigger), []).append((int(label), names))
    return list(groups.values())


def fit(groups, quiet, decay, rounds=25, step=0.3):
    """AdaGrad, in the order of the file."""
    weights, seen = dict(PRIOR), {}
    for _ in range(rounds):
        for group in groups:
            share = 1.0 if any(label for label, _ in group) else quiet
            for label, names in group:
                total = sum(weights.get(n, 0.0) for n in names)
                error = (1 / (1 + math.exp(-max(-30, min(30, total)))) - label) * share
                for n in names:
                    w = weights.get(n, 0.0)
                    g = error + decay * (w - PRIOR.get(n, 0.0))
                    seen[n] = seen.get(n, 1.0) + g * g
                    weights[n] = w - step * g / math.sqrt(seen[n])
    return weights


def choices(groups, weights):
    """(best sum, is it right) of each group, and whether any place of it is right."""
    for group in groups:
        best = max((sum(weights.get(n, 0.0) for n in names), label) for label, names in group)
        yield best[0], best[1], any(label for label, _ in group)


def score(rows, threshold):
    said = sum(s > threshold for s, _, _ in rows)
    right = sum(s > threshold and label for s, label, _ in rows)
    told = sum(t for _, _, t in rows)
    return right, said, told, 2 * right / (said + told) if said + told else 0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("sentences", "features", "pack", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--quiet", type=float, default=0.2, help="weight of sentences that name no place")
    ap.add_argument("--decay", type=float, default=0.02)
    ap.add_argument("--ready", type=float, default=0.4, help="added to all sums: how ready to name a place")
    a = ap.parse_args()
    groups = load(a)
    held = []
    for fold in range(5):
        weights = fit([g for i, g in enumerate(groups) if i % 5 != fold], a.quiet, a.decay)
        held += choices([g for i, g in enumerate(groups) if i % 5 == fold], weights)
    for threshold in (-1, -0.5, 0, 0.5, 1):
        print("held out, above %+.1f: %d right of %d said, %d told, F1 %.4f" % ((threshold,) + score(held, threshold)))
    weights = fit(groups, a.quiet, a.decay)
    weights["always"] = weights.get("always", 0.0) + a.ready
    print("on itself: F1 %.4f" % score(list(choices(groups, weights)), 0)[3])
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("@table place_weight: feature weight\n")
        f.write("# Which place of its sentence an event happened at (src/event/place_choice.h): logits times 100.\n")
        f.write("# Made by tools/train/train_place.py from ahalterman/event_location (MIT), development half.\n")
        for name in sorted(weights):
            if round(weights[name] * 100):
                f.write("%s\t%d\n" % (name, round(weights[name] * 100)))


if __name__ == "__main__":
    main()
