#!/usr/bin/env python3
"""Learns which acts, fillers and named bodies belong into a MUC-4 form: table muc4_weight.

    muc4_weights.py KEYS.jsonl ANSWERS.jsonl SCORER.py [--folds] > data/muc4/weights.tsv

KEYS are the training texts with their keys, ANSWERS what `tocsin code --to muc4` says of them with a pack
that has no table muc4_weight: then it prints every act and everything that may be a filler with all that is seen
of it. The model of parts (src/event/cast.h) learned from the same texts, so the answers for a fifth of them
have to be made with one that did not see that fifth (tools/train/muc4_answers.sh). SCORER (score_muc4.py) pairs
templates and fillers; what it pairs is right. Logistic regression for each subject with a quadratic prior,
weights in hundredths of a nat, small ones left out. Fillers are learned first; what they keep decides what an act
is worth. --folds prints how well each subject is told, and what the forms score, on texts that were not learned from.
"""
import argparse
import collections
import importlib.util
import json
import math
import os
import random
import re
import sys

PASSES, RATE, LEAST, FOLDS = 15, 0.15, 8, 5
# prior: how strongly weights are drawn to zero; shift: hundredths added to the bias, so that the sum is
# above zero where keeping pays
SUBJECTS = {"incident": (0.3, 115), "people": (0.3, 75), "thing": (0.3, 75), "doer": (0.3, 75), "body": (0.2, 60),
            "weapon": (0.3, 90)}
ANCHORS = ["phys_id", "phys_type", "hum_name", "hum_desc", "hum_type", "perp_individual", "perp_org"]
# where the form prints the candidates of a subject, and what the key calls them
PLACES = {"people": ("hum_target", ("name", "description"), ("hum_name", "hum_desc")),
          "thing": ("phys_target", ("id",), ("phys_id",)), "weapon": ("instrument", ("id",), ("instrument_id",)),
          "doer": ("doers", ("name",), ("perp_individual",)), "body": ("bodies", ("name",), ("perp_org",))}


def step(n):
    return 0 if n < 0 else n if n < 4 else 4 if n < 7 else 7 if n < 13 else 13


def is_given(subject, x):
    return (subject + " given yes") in x["why"] or (subject == "body" and "body role perpetrator" in x["why"])


def form_of(form, keep):
    """The form with the candidates for which keep(subject, x) holds, and how many of each there are."""
    out, kept = dict(form), {}
    for subject, (place, _, _) in PLACES.items():
        kept[subject] = [x for x in form[place] if "why" not in x or keep(subject, x)]
        out[place] = kept[subject]
    out["perp_individual"] = [x["name"] for x in kept["doer"]]
    confidence = form["perp_org"][0]["confidence"] if form["perp_org"] else form.get("confidence", "REPORTED AS FACT")
    out["perp_org"] = [{"name": x["name"], "confidence": confidence} for x in kept["body"]]
    return out, kept


class Texts:
    def __init__(self, keys, answers, scorer):
        self.keys, self.scorer = keys, scorer
        self.forms = [answers.get(d["id"], []) for d in keys]
        self.slots = [[(scorer.key_slots(t), t.get("optional", False)) for t in d["templates"]] for d in keys]

    def right(self, subject, x, key):
        _, names, slots = PLACES[subject]
        for name, slot in zip(names, slots):
            words = self.scorer.text_of(x.get(name))
            if words and any(self.scorer.match(slot, words, f["v"]) > 0 for f in key[slot]):
                return True
        return False

    def pairs(self, number, forms):
        s, rows = self.scorer, []
        for form in forms:
            row = []
            for key, optional in self.slots[number]:
                t = s.score_pair(s.system_slots(form), key)
                ok = sum(t["incident_type"][:2]) and any(sum(t[a][:2]) for a in ANCHORS)
                row.append(sum(t[a][0] + t[a][1] / 2 for a in s.SLOTS) + 0.001 * (not optional) if ok else 0)
            rows.append(row)
        return dict(s.assign(rows))

    def score(self, forms_of):
        """-> muc4, template, roles F of forms_of(number)."""
        s = self.scorer
        system = {d["id"]: forms_of(n) for n, d in enumerate(self.keys)}
        rows, templates, _ = s.muc4(self.keys, system)
        out = [s.measures(s.total(list(rows), rows))[4]]
        for metric in (s.template_metric, s.roles_metric):
            t = metric(self.roles, system)
            w = [sum(x[i] for x in t.values()) for i in range(4)]
            p, r = w[0] / max(1, w[1]), w[2] / max(1, w[3])
            out.append(2 * p * r / max(1e-9, p + r))
        return out, templates


def learn(rows, prior):
    """rows: (label, features) -> weights by feature."""
    seen = collections.Counter(f for _, why in rows for f in why)
    names = sorted(f for f in seen if seen[f] >= LEAST)
    index = {f: i for i, f in enumerate(names)}
    rows = [(label, [index[f] for f in why if f in index]) for label, why in rows]
    weight, past = [0.0] * len(names), [1e-6] * len(names)
    order = random.Random(1)
    for _ in range(PASSES):
        order.shuffle(rows)
        for label, why in rows:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum([weight[f] for f in why])))))
            for f in why:  # AdaGrad; the prior is spread over the examples that have the feature
                g = p - label + prior * weight[f]
                past[f] += g * g
                weight[f] -= RATE * g / math.sqrt(past[f])
    return {f: weight[i] for f, i in index.items()}


def total(weight, why):
    return 100 * sum(weight.get(f, 0) for f in set(why))


def cross(name, rows, folds):
    """rows: (text, label, features). Learns on all; -> weights, with folds the sums of each row by models of other texts."""
    prior, shift = SUBJECTS[name]
    whole = learn([(l, sorted(set(w))) for _, l, w in rows], prior)
    if not folds:
        return whole, [total(whole, w) for _, _, w in rows]
    models = [learn([(l, sorted(set(w))) for n, l, w in rows if n % FOLDS != k], prior) for k in range(FOLDS)]
    sums = [total(models[n % FOLDS], w) for n, _, w in rows]
    loss = sum(math.log(1 + math.exp(max(-50, -s / 100 if l else s / 100))) for s, (_, l, _) in zip(sums, rows)) / max(1, len(rows))
    said = []
    for cut in range(-shift - 75, -shift + 76, 25):
        kept = [l for s, (_, l, _) in zip(sums, rows) if s > cut]
        said.append("%d:%.2f/%.2f" % (-cut, sum(kept) / max(1, len(kept)), sum(kept) / max(1, sum(l for _, l, _ in rows))))
    print("%-9s %5d rows %5d right  loss %.3f  shift:P/R %s" % (name, len(rows), sum(l for _, l, _ in rows), loss, " ".join(said)),
          file=sys.stderr)
    return whole, sums


def kept_features(kept, best):
    n = {s: len(x) for s, x in kept.items()}
    count = {"people": n["people"], "things": n["thing"], "doers": n["doer"], "bodies": n["body"],
             "all": n["people"] + n["thing"] + n["doer"] + n["body"], "best": int(best // 60)}
    return ["incident kept-%s %d" % (k, step(v)) for k, v in count.items()]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("keys")
    ap.add_argument("answers")
    ap.add_argument("scorer")
    ap.add_argument("--folds", action="store_true")
    ap.add_argument("--tune", action="store_true", help="print which shifts score best (some minutes)")
    ap.add_argument("--shifts", default="", help="people=40,incident=100")
    a = ap.parse_args()
    for x in filter(None, a.shifts.split(",")):
        name, value = x.split("=")
        SUBJECTS[name] = (SUBJECTS[name][0], int(value))
    spec = importlib.util.spec_from_file_location("scorer", a.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    read = lambda p: [json.loads(x) for x in open(p, encoding="utf-8")]
    texts = Texts(read(a.keys), {d["id"]: d["templates"] for d in read(a.answers)}, scorer)
    texts.roles = read(re.sub(r"\.jsonl$", "", a.keys) + ".roles.jsonl")

    # fillers: first with the pairs that the record's own fillers make, then with those of the chosen ones
    keep, weights = is_given, {}
    for turn in range(2):
        rows, owners = collections.defaultdict(list), collections.defaultdict(list)
        for number, forms in enumerate(texts.forms):
            pairs = texts.pairs(number, [form_of(f, keep)[0] for f in forms])
            for i, form in enumerate(forms):
                for subject, (place, _, _) in PLACES.items():
                    for x in form[place]:
                        if "why" not in x:
                            continue
                        owners[subject].append(x)
                        x.setdefault("sum", -1000)
                        hit = i in pairs and texts.right(subject, x, texts.slots[number][pairs[i]][0])
                        rows[subject].append((number, hit, x["why"], i in pairs))
        for subject in PLACES:
            chosen = [(n, h, w) for n, h, w, p in rows[subject] if p]
            if turn == 0 and a.folds:
                print(subject, len(chosen), "given", sum(is_given(subject, x) for x in owners[subject]), file=sys.stderr)
            if not chosen:
                continue
            whole, _ = cross(subject, chosen, a.folds and turn == 1)
            weights[subject] = whole
            models = [learn([(h, sorted(set(w))) for n, h, w in chosen if n % FOLDS != k], SUBJECTS[subject][0]) for k in range(FOLDS)]
            for x, (n, _, w, _) in zip(owners[subject], rows[subject]):
                x["sum"] = total(models[n % FOLDS], w)
        keep = lambda subject, x: x.get("sum", 0) + SUBJECTS[subject][1] >= 0

    # acts, with what is kept of their fillers
    def acts():
        rows, owners, forms_of = [], [], []
        for number, forms in enumerate(texts.forms):
            chosen = [form_of(f, keep) for f in forms]
            pairs = texts.pairs(number, [c[0] for c in chosen])
            forms_of.append([c[0] for c in chosen])
            for i, (form, (_, kept)) in enumerate(zip(forms, chosen)):
                best = max([x["sum"] + SUBJECTS[s][1] for s in kept for x in kept[s] if s != "body" and "sum" in x] + [0])
                rows.append((number, i in pairs, form["why"] + kept_features(kept, best)))
                owners.append((number, i))
        return rows, owners, forms_of

    rows, owners, chosen = acts()
    weights["incident"], sums = cross("incident", rows, a.folds)
    value = dict(zip(owners, sums))

    def f_of(forms):
        return texts.score(lambda n: [c for i, c in enumerate(forms[n]) if value[n, i] + SUBJECTS["incident"][1] >= 0 and
                                      any(c[k] for k in ("hum_target", "phys_target", "perp_individual", "perp_org"))])

    if a.folds:
        f, t = f_of(chosen)
        print("muc4 %.4f template %.4f roles %.4f" % tuple(f), t, file=sys.stderr)
    for _ in range(2 if a.tune else 0):
        for name in SUBJECTS:
            prior, now = SUBJECTS[name]
            best = (sum(f), now, f)
            for shift in (now - 60, now - 30, now + 30, now + 60):
                SUBJECTS[name] = (prior, shift)
                g, t = f_of([[form_of(x, keep)[0] for x in forms] for forms in texts.forms])
                best = max(best, (sum(g), shift, g))
            f = best[2]
            SUBJECTS[name] = (prior, best[1])
            print(name, best[1], "muc4 %.4f template %.4f roles %.4f" % tuple(f), file=sys.stderr)
    print("@table muc4_weight: feature weight")
    print("# Which acts and fillers belong into a MUC-4 form: sums of these, kept from zero on; hundredths of a nat. Made by")
    print("# tools/train/muc4_weights.py from the MUC-4 training texts; src/emit/muc4_weigh.c says what the features are.")
    for name, weight in weights.items():
        weight[name + " bias one"] = weight.get(name + " bias one", 0) + SUBJECTS[name][1] / 100
        for f in sorted(weight):
            if round(weight[f] * 100) not in range(-2, 3):
                print("%s\t%d" % (f, round(weight[f] * 100)))


if __name__ == "__main__":
    main()
