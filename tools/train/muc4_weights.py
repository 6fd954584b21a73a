#!/usr/bin/env python3
"""Learns which acts, fillers and named bodies belong into a MUC-4 form: table muc4_weight.

    muc4_weights.py KEYS.jsonl ANSWERS.jsonl SCORER.py [--folds] > data/muc4/weights.tsv

KEYS are the training texts with their keys, ANSWERS what `tocsin code --to muc4` says of them with a pack
that has no table muc4_weight: then it prints every act and filler with all that is seen of it. SCORER
(score_muc4.py) pairs templates and fillers; what it pairs is right. Logistic regression for each
subject with a quadratic prior, weights in hundredths of a nat, small ones left out. --folds prints how well each
subject is told on texts that were not learned from.
"""
import argparse
import collections
import importlib.util
import json
import math
import random
import sys

PASSES, RATE, LEAST = 30, 0.15, 8
# prior: how strongly weights are drawn to zero; shift: hundredths added to the bias, so that the sum is
# above zero where keeping pays
SUBJECTS = {"incident": (0.3, 130), "people": (0.1, 60), "thing": (0.1, 60), "doer": (0.1, 60), "body": (0.1, 75)}
ANCHORS = ["phys_id", "phys_type", "hum_name", "hum_desc", "hum_type", "perp_individual", "perp_org"]


def examples(keys, answers, scorer):
    """-> {subject: [(text number, label, features)]}"""
    out = collections.defaultdict(list)

    def right(slot, words, key):
        words = scorer.text_of(words)
        return bool(words) and any(scorer.match(slot, words, f["v"]) > 0 for f in key[slot])

    for number, doc in enumerate(keys):
        forms = answers.get(doc["id"], [])
        key = [scorer.key_slots(t) for t in doc["templates"]]
        weight = []
        for form in forms:
            row = []
            for k in key:
                t = scorer.score_pair(scorer.system_slots(form), k)
                ok = sum(t["incident_type"][:2]) and any(sum(t[s][:2]) for s in ANCHORS)
                row.append(sum(t[s][0] + t[s][1] / 2 for s in scorer.SLOTS) if ok else 0)
            weight.append(row)
        pairs = dict(scorer.assign(weight))
        for i, form in enumerate(forms):
            out["incident"].append((number, i in pairs, form["why"]))
            if i not in pairs:
                continue
            k = key[pairs[i]]
            for x in form["hum_target"]:
                hit = right("hum_name", x.get("name"), k) or right("hum_desc", x.get("description"), k)
                out["people"].append((number, hit, x["why"]))
            for x in form["phys_target"]:
                out["thing"].append((number, right("phys_id", x.get("id"), k), x["why"]))
            for x in form["doers"]:
                out["doer"].append((number, right("perp_individual", x["name"], k), x["why"]))
            for x in form["bodies"]:
                out["body"].append((number, right("perp_org", x["name"], k), x["why"]))
    return out


def learn(rows, prior):
    seen = collections.Counter(f for _, _, why in rows for f in set(why))
    rows = [(label, [f for f in sorted(set(why)) if seen[f] >= LEAST]) for _, label, why in rows]
    weight, past = collections.defaultdict(float), collections.defaultdict(float)
    order = random.Random(1)
    for _ in range(PASSES):
        order.shuffle(rows)
        for label, why in rows:
            p = 1 / (1 + math.exp(-sum(weight[f] for f in why)))
            for f in why:  # AdaGrad; the prior is spread over the examples that have the feature
                g = p - label + prior * weight[f]
                past[f] += g * g
                weight[f] -= RATE * g / math.sqrt(past[f] + 1e-6)
    return weight


def folds(name, rows, prior):
    said = []
    for k in range(5):
        w = learn([r for r in rows if r[0] % 5 != k], prior)
        said += [(sum(w.get(f, 0) for f in set(why)), label) for n, label, why in rows if n % 5 == k]
    loss = sum(math.log(1 + math.exp(-s if label else s)) for s, label in said) / len(said)
    best = []
    for cut in range(-150, 101, 25):
        tp = sum(l for s, l in said if s * 100 > cut)
        kept, all_ = sum(s * 100 > cut for s, _ in said), sum(l for _, l in said)
        best.append("%d:%.2f/%.2f" % (-cut, tp / max(1, kept), tp / max(1, all_)))
    print("%-9s %5d rows %5d right  loss %.3f  shift:P/R %s" % (name, len(said), sum(l for _, l in said), loss, " ".join(best)),
          file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("keys")
    ap.add_argument("answers")
    ap.add_argument("scorer")
    ap.add_argument("--folds", action="store_true")
    a = ap.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", a.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    keys = [json.loads(x) for x in open(a.keys, encoding="utf-8")]
    answers = {d["id"]: d["templates"] for d in map(json.loads, open(a.answers, encoding="utf-8"))}
    rows = examples(keys, answers, scorer)
    print("@table muc4_weight: feature weight")
    print("# Which acts and fillers belong into a MUC-4 form: sums of these, kept from zero on; hundredths of a nat. Made by")
    print("# tools/train/muc4_weights.py from the MUC-4 training texts; src/emit/muc4_weigh.c says what the features are.")
    for name, (prior, shift) in SUBJECTS.items():
        if a.folds:
            folds(name, rows[name], prior)
        weight = learn(rows[name], prior)
        weight[name + " bias one"] += shift / 100
        for f in sorted(weight):
            if round(weight[f] * 100) not in range(-2, 3):
                print("%s\t%d" % (f, round(weight[f] * 100)))


main()
