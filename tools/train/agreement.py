#!/usr/bin/env python3
"""How well two annotators of the same articles agree, slot by slot, as F1.

    agreement.py FOLDER_A FOLDER_B [--texts FOLDER]     e.g. agreement.py corpus/test corpus/twice

Compares every NAME.ann.json that both folders have (form: corpus/README.md). NAME.txt is looked for in --texts, by default in FOLDER_A.
Required events whose trigger quotes overlap in the text are matched one to one: as many pairs as can be, long overlaps first. What one
requires and the other has as optional counts as missed; the line above the table says how many those are and what F1 is without them.
The other slots are counted on the matched pairs: a value given by one alone counts against, a value given by neither not at all.
method: any alternative shared; perpetrator, victim, target: entities whose quotes overlap; time: ranges that overlap; place: nearer than the larger
of the two km, or both just the same country; killed, injured: the same range. F1 is 2 * agreed / (first + second), the mean is over the slots.
"""
import argparse
import json
import math
import pathlib

ROLES = ("perpetrator", "victim", "target")


def spans(text, quotes):
    """Every (start, end) in the bytes of text that the quotes mean; "words@2" is the second occurrence, "words@*" each of them."""
    for quote in quotes:
        words, _, which = quote.partition("@")
        needle, found, at = words.encode(), [], 0
        while (at := text.find(needle, at)) >= 0:
            found.append((at, at + len(needle)))
            at += 1
        yield from found if which == "*" else found[int(which or 1) - 1:int(which or 1)]


def overlap(text, a, b):
    """How many bytes the two lists of quotes have in common."""
    cover = [{i for start, end in spans(text, quotes) for i in range(start, end)} for quotes in (a, b)]
    return len(cover[0] & cover[1])


def match(weights, rows, columns):
    """One-to-one pairs (row, column), as many as possible: augmenting paths, heaviest edges first."""
    owner = {}

    def place(row, seen):
        for column in sorted((c for c in columns if weights.get((row, c))), key=lambda c: -weights[row, c]):
            if column not in seen:
                seen.add(column)
                if column not in owner or place(owner[column], seen):
                    owner[column] = row
                    return True
        return False

    for row in sorted(rows, key=lambda r: -max((weights.get((r, c), 0) for c in columns), default=0)):
        place(row, set())
    return sorted((row, column) for column, row in owner.items())


def near(a, b):
    """Same place: nearer than the larger of the two errors that the annotators forgive; both a bare country, the same one."""
    if "lat" not in a or "lat" not in b:
        return "lat" not in a and "lat" not in b and a.get("country") == b.get("country")
    north, east = a["lat"] - b["lat"], (a["lon"] - b["lon"]) * math.cos(math.radians(a["lat"]))
    return 111.2 * math.hypot(north, east) <= max(a.get("km", 25), b.get("km", 25))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a", type=pathlib.Path)
    parser.add_argument("b", type=pathlib.Path)
    parser.add_argument("--texts", type=pathlib.Path)
    args = parser.parse_args()
    counts = {}  # slot: [agreed, given by A, given by B]
    excused = 0

    def add(slot, a, b, agreed):
        row = counts.setdefault(slot, [0, 0, 0])
        for i, n in enumerate((agreed, a, b)):
            row[i] += n

    def value(slot, x, y, same):
        add(slot, x is not None, y is not None, x is not None and y is not None and same(x, y))

    names = sorted(p.name for p in args.b.glob("*.ann.json") if (args.a / p.name).exists())
    for name in names:
        text = ((args.texts or args.a) / name.replace(".ann.json", ".txt")).read_bytes()
        a, b = (json.loads((folder / name).read_text(encoding="utf-8"))["events"] for folder in (args.a, args.b))
        weights = {(i, j): overlap(text, x["triggers"], y["triggers"]) for i, x in enumerate(a) for j, y in enumerate(b)}
        required = [[i for i, e in enumerate(events) if not e.get("optional")] for events in (a, b)]
        pairs = match(weights, *required)
        add("event", len(required[0]), len(required[1]), len(pairs))
        alone = [set(r) - {p[side] for p in pairs} for side, r in enumerate(required)]
        excused += sum(any(weights[i, j] for j, y in enumerate(b) if y.get("optional")) for i in alone[0])
        excused += sum(any(weights[i, j] for i, x in enumerate(a) if x.get("optional")) for j in alone[1])
        for x, y in ((a[i], b[j]) for i, j in pairs):
            value("type", x["type"], y["type"], str.__eq__)
            value("method", x.get("method"), y.get("method"), lambda p, q: bool({*p} & {*q}))
            value("status", x.get("status", "occurred"), y.get("status", "occurred"), str.__eq__)
            for role in ROLES:
                mine, theirs = (e.get("roles", {}).get(role, []) for e in (x, y))
                edges = {(i, j): overlap(text, p, q) for i, p in enumerate(mine) for j, q in enumerate(theirs)}
                add(role, len(mine), len(theirs), len(match(edges, range(len(mine)), range(len(theirs)))))
            value("time", x.get("time"), y.get("time"),
                  lambda p, q: p["earliest"] <= q["latest"] and q["earliest"] <= p["latest"])
            value("place", x.get("place"), y.get("place"), near)
            for sort in ("killed", "injured"):
                value(sort, *(e.get("casualties", {}).get(sort) for e in (x, y)), list.__eq__)
    agreed, first, second = counts["event"]
    print(f"{len(names)} articles; {excused} events are required by one and optional with the other, "
          f"without them the F1 of events is {200 * agreed / (first + second - excused):.1f}\n")
    print("| slot | first | second | agreed | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    scores = {slot: 200 * n / (x + y) for slot, (n, x, y) in counts.items() if x + y}
    for slot, score in scores.items():
        print(f"| {slot} | {counts[slot][1]} | {counts[slot][2]} | {counts[slot][0]} | {score:.1f} |")
    print(f"| mean | | | | {sum(scores.values()) / max(len(scores), 1):.1f} |")


if __name__ == "__main__":
    main()
