#!/usr/bin/env python3
"""tests/export/gdal.py PROGRAM - GeoPackage and GeoJSON, of documents and of a store, as GDAL (and with it QGIS) opens
them: ogrinfo reads layer, fields, extent and every feature without a word of complaint. Exit 77: it is not installed."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
info = shutil.which("ogrinfo")
if info is None:
    print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
    sys.exit(77)
articles = sorted(glob.glob(os.path.join(here, "../golden/*.txt")))
passed = failed = 0


def check(good, *words):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("failed:", *words)


def run(*command):
    return subprocess.run([program, *command], check=True)


def ogrinfo(*words):
    done = subprocess.run([info, "-ro", *words], capture_output=True, text=True)
    check(done.returncode == 0 and not re.search("ERROR|Warning", done.stdout + done.stderr), words, done.stderr, done.stdout[-500:])
    return done.stdout


def look(path, layer, name):
    summary = ogrinfo("-al", "-so", path)
    check("Layer name: " + layer in summary, name, summary)
    count = re.search(r"Feature Count: (\d+)", summary)
    check(count and int(count[1]) > 5, name, summary)
    check(re.search(r"Extent: \(-?\d+\.\d+, -?\d+\.\d+\) - \(", summary), name, "has an extent")
    check("WGS 84" in summary and "4326" in summary, name, "is in WGS 84")
    for field in ("type: String", "killed_low: Integer", "confidence: Real", "date: ", "quote: String"):
        check(re.search("^%s" % field, summary, re.M), name, field)
    every = ogrinfo("-al", path)
    check(every.count("OGRFeature(") == int(count[1]), name, "every feature is read")
    check("POINT (" in every and "LINESTRING (" in every, name, "points and a road")
    near = ogrinfo("-al", "-spat", "-1", "15", "1", "17", path) # around Gao
    check(0 < near.count("OGRFeature(") < int(count[1]), name, "a box")
    mali = ogrinfo(path, "-sql", "select * from \"%s\" where country='MLI' and killed_low>=4" % layer)
    check(mali.count("OGRFeature(") > 0, name, "a condition")


ROAD = "KIRKUK, Iraq, May 14 -- Gunmen ambushed an army convoy on the road between Mosul and Kirkuk on Tuesday, killing two soldiers.\n"

with tempfile.TemporaryDirectory() as work:
    articles.append(os.path.join(work, "road.txt"))
    with open(articles[-1], "w", encoding="utf-8") as out:
        out.write(ROAD)
    db = os.path.join(work, "news.db")
    run("ingest", "--no-progress", "--date", "2024-05-15", "--db", db, *articles)
    for form, layer in (("gpkg", "events"), ("geojson", "")):
        for name, command in (("documents", ["code", "--date", "2024-05-15", *articles]), ("store", ["export", "--db", db])):
            path = os.path.join(work, name + "." + form)
            run(*command, "--to", form, "-o", path)
            look(path, layer or name, name + "." + form)
            coarse = os.path.join(work, name + "-coarse." + form)
            run(*command, "--to", form, "--coarsen", "0.5", "-o", coarse)
            look(coarse, layer or name + "-coarse", name + "-coarse." + form)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
