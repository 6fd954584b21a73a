#!/usr/bin/env python3
"""tests/python/test_tocsin.py PROGRAM - the Python package against the program: the same article, the same record."""
import datetime
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

import tocsin

PROGRAM = sys.argv.pop(1)
HERE = os.path.dirname(os.path.abspath(__file__))
ARTICLES = sorted(glob.glob(os.path.join(HERE, "../golden/*.txt")))
TEXT = "GAO, Mali, May 14 -- Gunmen killed four police officers in Gao on Tuesday, officials said."


def program(*arguments):
    done = subprocess.run([PROGRAM, "code", *arguments], capture_output=True)
    return done.stdout.decode("utf-8")


class Bindings(unittest.TestCase):
    def test_record(self):
        record = tocsin.code(TEXT, date="2024-05-15", id="a")
        self.assertEqual(record["doc"]["id"], "a")
        event = record["events"][0]
        self.assertEqual((event["type"], event["place"]["country"]), ("assault", "MLI"))
        self.assertEqual(event["casualties"]["killed"]["low"], 4)
        trigger = event["trigger"]
        self.assertEqual(TEXT.encode()[trigger["start"]:trigger["end"]].decode(), trigger["text"])

    def test_same_as_the_program(self):
        lines = program("--date", "2024-05-15", "--with-text", *ARTICLES).splitlines()
        for jobs in (1, 3):
            records = list(tocsin.code_files(ARTICLES, jobs=jobs, date=datetime.date(2024, 5, 15), with_text=True))
            self.assertEqual(records, [json.loads(line) for line in lines])

    def test_json_lines_and_what_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "feed.jsonl")
            with open(path, "w", encoding="utf-8") as out:
                out.write(json.dumps({"id": "x", "text": TEXT, "date": "2024-05-15"}) + "\n\nno json\n[1]\n{\"id\":\"y\"}\n")
            with open(os.path.join(folder, "page.html"), "w", encoding="utf-8") as out:
                out.write("<html><body><p>" + TEXT + "</p></body></html>")
            open(os.path.join(folder, ".hidden"), "w").close()
            records = list(tocsin.code_files(folder))
            self.assertEqual([r["doc"]["id"] for r in records],
                             ["x", path + ":3", path + ":4", path + ":5", os.path.join(folder, "page.html")])
            self.assertEqual(["error" in r for r in records], [False, True, True, True, False])
            self.assertTrue(records[4]["events"])
            missing = list(tocsin.code_files([os.path.join(folder, "none.txt")]))
            self.assertIn("No such file", missing[0]["error"])

    def test_any_bytes(self):
        for text in ("", b"", b"\xff\xfe\x00", "\ud800", b"caf\xe9 bombed", "\N{SNOWMAN}" * 1000):
            self.assertIn("doc", tocsin.code(text))
        with self.assertRaisesRegex(tocsin.TocsinError, "binary"):
            tocsin.code("\0" * 20)

    def test_bad_calls(self):
        for wrong in ({"mentions": "some"}, {"id": "a\0b"}):
            with self.assertRaises(ValueError):
                tocsin.code(TEXT, **wrong)
        with self.assertRaises(TypeError):
            tocsin.code(TEXT, dates="2024-05-15")
        with self.assertRaises(tocsin.TocsinError):
            tocsin.Engine(pack="/nowhere/tocsin.pack")
        with self.assertRaises(OSError):
            tocsin.Engine(library="/nowhere/libtocsin.so")
        engine = tocsin.Engine()
        engine.close()
        with self.assertRaises(tocsin.TocsinError):
            engine.code(TEXT)

    def test_table(self):
        with tocsin.Engine() as engine:
            self.assertRegex(engine.pack_version, r"^\d")
            table = engine.table("acled", provenance=True)
            for path in reversed(ARTICLES): # the order does not matter
                with open(path, "rb") as file:
                    table.add(file.read(), date="2024-05-15", id=path, coarsen=0.5)
            self.assertEqual(table.text(), program("--date", "2024-05-15", "--to", "acled", "--provenance", "--coarsen",
                                                   "0.5", *ARTICLES))
            strict = engine.table("ged", strict=True)
            strict.add(TEXT, date="2024-05-15")
            self.assertEqual((len(strict), strict.left_out), (0, 1)) # nobody knows who the gunmen are
            with self.assertRaises(ValueError):
                engine.table("xls")
            with self.assertRaises(tocsin.TocsinError):
                engine.table("cap", cap_status="Real")
            package = engine.table("gpkg")
            package.add(TEXT)
            with self.assertRaises(tocsin.TocsinError):
                package.text()
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "a.gpkg")
                package.save(path)
                with open(path, "rb") as file:
                    self.assertEqual(file.read(16), b"SQLite format 3\0")

    def test_rows(self):
        records = list(tocsin.code_files(ARTICLES, date="2024-05-15"))
        rows = list(tocsin.events(records))
        self.assertEqual(len(rows), sum(len(r["events"]) for r in records))
        self.assertEqual(len({tuple(row) for row in rows}), 1) # one set of columns
        self.assertTrue(any(row["killed_low"] for row in rows) and any(row["killed_low"] is None for row in rows))
        try:
            import pandas  # noqa: F401
        except ImportError:
            with self.assertRaises(ImportError):
                tocsin.to_pandas(records)
            return
        frame = tocsin.to_pandas(records)
        self.assertEqual(len(frame), len(rows))
        self.assertEqual(int(frame["killed_low"].sum()), sum(row["killed_low"] or 0 for row in rows))

    def test_no_pandas(self):
        with mock.patch.dict(sys.modules, {"pandas": None}), self.assertRaisesRegex(ImportError, "tocsin.events"):
            tocsin.to_pandas([])


if __name__ == "__main__":
    unittest.main()
