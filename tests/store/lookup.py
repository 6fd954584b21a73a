#!/usr/bin/env python3
"""lookup.py DB: what a database looks things up by, in an order that no arrival changes."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
for sql in [
    "select d.ext, e.n, s.name, e.line from event e join doc d on d.id=e.doc left join spot s on s.id=e.spot",
    "select p.name, p.label, p.code, p.country, d.ext, a.n, a.role from part a join party p on p.id=a.party join doc d on d.id=a.doc",
    "select i.key, s.name, i.line, a.lat0, a.lat1, a.lon0, a.lon1, a.day0, a.day1 from incident i left join spot s on s.id=i.spot left join incident_at a on a.id=i.id",
    "select ext from doc where id in (select rowid from fulltext where fulltext match 'bakery AND market')",
]:
    rows = sorted(db.execute(sql), key=str)
    print(len(rows))
    for row in rows:
        print(row)
