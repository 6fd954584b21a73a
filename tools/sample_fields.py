#!/usr/bin/env python3
"""Draws fields of records for an audit: does the span really support the value? The same fields for the same seed and data.

usage: tools/sample_fields.py ARTICLES.jsonl RECORDS.jsonl SEED [COUNT]

ARTICLES: {"id", "text"} a line; RECORDS: what `tocsin code --from jsonl` says of them. Prints COUNT (100) fields: number,
article, field, value, and the words of the text with the span between [[ ]]. Every event gives its type, method,
status, roles, time, place, casualties, damage, responsibility and reporters, every entity that it refers to its actor
code. Standard library only."""
import json
import random
import re
import sys

AROUND = 170


def fields_of(record):
    entities = {e["id"]: e for e in record.get("entities", [])}
    spans = {x["id"]: x for part in ("times", "places") for x in record.get(part, []) if "start" in x}
    for e in record.get("events", []):
        trigger = e["trigger"]
        what = "%s (%s)" % (e.get("type", "-"), trigger["text"])
        for name in ("type", "method", "mode", "status", "cameo"):
            if e.get(name):
                yield name, e[name], what, trigger
        for r in e.get("roles", []):
            n = entities.get(r.get("entity"), {})
            yield "role " + r["role"], "%s, %s" % (n.get("name", r["text"]), n.get("kind", "no entity")), what, r
        for name in ("time", "place"):
            x = e.get(name, {})
            if x.get("ref") in spans:
                value = "%s .. %s" % (x.get("earliest"), x.get("latest")) if name == "time" else "%s %s, %s" % (
                    spans[x["ref"]]["name"], x.get("country"), x.get("precision"))
                yield name, value, what, spans[x["ref"]]
        for name, x in (e.get("casualties") or {}).items():
            span = (x.get("spans") or [trigger])[0]
            yield "casualties " + name, json.dumps({k: v for k, v in x.items() if k != "spans"}), what, span
        for x in e.get("damage", []):
            yield "damage", "%s %s" % (x.get("what"), x.get("effect")), what, (x.get("spans") or [trigger])[0]
        x = e.get("responsibility")
        if x:
            who = [entities.get(n, {}).get("name", n) for n in x.get("by", [])]
            yield "responsibility", "%s by %s" % (x.get("claim"), who), what, (x.get("spans") or [trigger])[0]
        for x in e.get("reported_by", []):
            yield "reported_by", x["text"], what, x
    for n in entities.values():
        if n.get("actor", {}).get("code") and n.get("mentions"):
            yield "actor", "%s %s" % (n["actor"]["code"], n["actor"].get("label", "")), n["kind"], n["mentions"][0]


def main():
    texts = {a["id"]: a["text"] for a in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
    rows = []
    for record in map(json.loads, open(sys.argv[2], encoding="utf-8")):
        rows += [(record["doc"]["id"], *f) for f in fields_of(record)]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 100
    for number, (doc, field, value, what, span) in enumerate(random.Random(int(sys.argv[3])).sample(rows, count), 1):
        text = texts[doc].encode("utf-8")
        a, b = span["start"], span["end"]
        parts = [text[max(0, a - AROUND):a], text[a:b], text[b:b + AROUND]]
        before, words, after = (re.sub(r"\s+", " ", p.decode("utf-8", "replace")) for p in parts)
        print("%d\t%s\t%s = %s\tof %s\n\t%s[[%s]]%s\n" % (number, doc, field, value, what, before, words, after))


main()
