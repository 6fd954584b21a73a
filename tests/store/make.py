#!/usr/bin/env python3
"""make.py N [reverse]: N short reports as JSON lines, three of each incident, for the tests of the store."""
import json
import sys

TOWNS = ["Kandahar", "Mosul", "Maiduguri", "Gao", "Benghazi", "Taiz", "Homs", "Goma", "Quetta", "Marawi"]
NAMES = ["Ortwin Halbrecht", "Sefu Makonde", "Ilyas Tokarev", "Benna Quarshie", "Dario Valcarce", "Yusra Almani", "Tovar Lindqvist"]
SAYS = ["Police said {n} was among the dead.", "{n}, a teacher, died in hospital, relatives said.", "Colleagues mourned {n} on {d}."]


def report(i):
    incident, told = divmod(i, 3)
    town, name = TOWNS[incident % len(TOWNS)], NAMES[incident % len(NAMES)] + "son" * (incident // len(NAMES))
    day = "2021-%02d-%02d" % (1 + incident % 12, 3 + told)
    dead = 2 + incident % 5 + (told == 2)
    text = "A bomb exploded near the market of %s, killing %d people. %s The blast near the old %s bakery broke the windows of Hall %d." % (
        town, dead, SAYS[told].format(n=name, d="Thursday"), name.split()[-1], incident)
    return {"id": "r%03d" % i, "date": day, "title": "Bomb kills %d in %s" % (dead, town), "text": text, "source": "paper%d" % told}


lines = [json.dumps(report(i)) for i in range(int(sys.argv[1]))]
print("\n".join(reversed(lines) if len(sys.argv) > 2 else lines))
