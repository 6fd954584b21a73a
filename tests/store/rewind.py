#!/usr/bin/env python3
"""rewind.py DB VERSION: a small database as version 2, 3 or 4 of the program wrote it."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
version = int(sys.argv[2])
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
