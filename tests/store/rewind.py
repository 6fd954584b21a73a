#!/usr/bin/env python3
"""rewind.py DB VERSION [REPORTS RECORDS]: a small database as version 2, 3, 4 or 5 of the program wrote it; with JSON lines
of its reports and their records each column of table doc has a frame of its own, as it was up to version 5."""
import json
import sqlite3
import struct
import sys


def frame(text):
    """Bytes as zstd has them when they are not compressed: one segment, one raw block, the last."""
    assert len(text) < 1 << 17
    return b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(text)) + struct.pack("<I", len(text) << 3 | 1)[:3] + text


db = sqlite3.connect(sys.argv[1])
version = int(sys.argv[2])
for report, record in zip(*(open(path, encoding="utf-8") for path in sys.argv[3:])):
    row, record = json.loads(report), record.rstrip("\n")
    fields = b"".join(b"-\0" if row.get(key) is None else b"+" + row[key].encode() + b"\0"
                      for key in ("title", "date", "url", "source", "language", "settings"))
    done = db.execute("update doc set input=?, record=?, sha=sha||substr(sha,1,32), pack=pack||pack||pack||pack where ext=?",
                      (frame(fields + b"0" + row["text"].encode()), frame(record.encode()), row["id"]))
    assert done.rowcount == 1
if version < 5:
  db.executescript("""
drop trigger incident_new; drop trigger incident_gone; drop trigger incident_moved; drop trigger incident_dated;
drop index incident_long; drop table spot; drop table party; drop table part; drop table incident_at; drop table fulltext;
alter table event drop column spot; alter table event drop column line;
alter table incident drop column spot; alter table incident drop column line;
""")
if version < 4:
    db.executescript("""
    drop index redirect_new; drop table report_key;
    create table report_key(key integer not null, day integer not null, rank integer not null, doc integer not null, primary key(key, day, rank, doc)) strict, without rowid;
    """)
if version == 2:
    db.executescript("""
    drop table incident; drop table link; drop table claim; drop table dict; drop table correction; drop table tie; alter table event drop column start;
    create table incident(id integer primary key, key text not null unique, main integer not null, doc integer not null, n integer not null) strict;
    create index incident_doc on incident(doc); create index event_day on event(day_from); update event set incident=null;
    """)
db.execute("pragma user_version=%d" % version)
db.commit()
