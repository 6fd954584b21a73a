#!/usr/bin/env python3
"""Learns which acts of a text are one incident of the MUC-4 forms: table muc4_merge.

    muc4_merge.py KEYS.jsonl ANSWERS.jsonl SCORER.py [--folds] > data/muc4/merge.tsv

KEYS are the training texts with their keys, ANSWERS what `tocsin code --to muc4` says of them with a pack that
has neither table muc4_merge nor muc4_weight (muc4_answers.sh with "apart"): then each act is a form of its own, with what is
seen of it beside each act before it. Two acts are one incident if the key that each fits best is the same one; acts that
fit no key say nothing. Logistic regression, weights in hundredths of a nat.
"""
import argparse
import importlib.util
import json
import math
import sys

import muc4_weights as learner

PRIOR, SHIFT = 0.1, -120


def best_keys(texts, number, forms):
    """-> for each form the keys that it fits best."""
    out = []
    s = texts.scorer
    for form in forms:
        row = []
        for key, _ in texts.slots[number]:
            t = s.score_pair(s.system_slots(form), key)
            ok = sum(t["incident_type"][:2]) and any(sum(t[a][:2]) for a in learner.ANCHORS)
            row.append(sum(t[a][0] + t[a][1] / 2 for a in s.SLOTS) if ok else 0)
        out.append({j for j, x in enumerate(row) if x > 0 and x == max(row)})
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("keys")
    ap.add_argument("answers")
    ap.add_argument("scorer")
    ap.add_argument("--folds", action="store_true")
    ap.add_argument("--shift", type=int, default=SHIFT)
    a = ap.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", a.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    read = lambda p: [json.loads(x) for x in open(p, encoding="utf-8")]
    texts = learner.Texts(read(a.keys), {d["id"]: d["templates"] for d in read(a.answers)}, scorer)
    keep = lambda subject, x: learner.is_given(subject, x)
    rows = []
    for number, forms in enumerate(texts.forms):
        keys = best_keys(texts, number, [learner.form_of(f, keep)[0] for f in forms])
        at = {f["act"]: i for i, f in enumerate(forms)}
        for i, form in enumerate(forms):
            for pair in form["pairs"]:
                k = at.get(pair["with"])
                if k is not None and keys[i] and keys[k]:
                    rows.append((number, bool(keys[i] & keys[k]), sorted(set(pair["why"]))))
    if a.folds:
        models = [learner.learn([(l, w) for n, l, w in rows if n % learner.FOLDS != k], PRIOR) for k in range(learner.FOLDS)]
        sums = [(learner.total(models[n % learner.FOLDS], w), l) for n, l, w in rows]
        rule = [("merge rule yes" in w, l) for _, l, w in rows]
        loss = sum(math.log(1 + math.exp(max(-50, min(50, -s / 100 if l else s / 100)))) for s, l in sums) / len(sums)
        right = lambda cut: sum((s > cut) == l for s, l in sums) / len(sums)
        print("%d pairs, %d of one incident, loss %.3f, right %s, by the rule alone %.3f" % (
            len(rows), sum(l for _, l in sums), loss, " ".join("%d:%.3f" % (c, right(c)) for c in (-75, -50, -25, 0, 25, 50)),
            sum(r == l for r, l in rule) / len(rule)), file=sys.stderr)
    weight = learner.learn([(l, w) for _, l, w in rows], PRIOR)
    weight["merge bias one"] = weight.get("merge bias one", 0) + a.shift / 100
    print("@table muc4_merge: feature weight")
    print("# Which acts of a text are one incident of the MUC-4 form: sums of these over a pair of acts, one incident above zero;")
    print("# hundredths of a nat. Made by tools/train/muc4_merge.py; src/emit/muc4_merge.c says what the features are.")
    for f in sorted(weight):
        if round(weight[f] * 100) not in range(-2, 3):
            print("%s\t%d" % (f, round(weight[f] * 100)))


main()
