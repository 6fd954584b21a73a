#!/usr/bin/env python3
"""tests/export/validate.py PROGRAM [store] - reads every export of our own articles with programs of its field: Python's
csv and sqlite3, xmllint with cap12.xsd (gdal.py: ogrinfo). `store`: the same of a database of these articles. Looks at
form, not at content: column names and counts, closed lists, dates, that columns agree with each other."""
import csv
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

program = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
articles = sorted(glob.glob(os.path.join(here, "../golden/*.txt")))
work = tempfile.mkdtemp()
passed = failed = 0


def check(good, *words):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("failed:", *words)


store = os.path.join(work, "news.db") if sys.argv[2:] == ["store"] else None
if store is not None:
    subprocess.run([program, "ingest", "--no-progress", "--date", "2024-05-15", "--db", store, *articles], check=True)


def code(form, *options):
    if store is not None:
        command = [program, "export", "--db", store, "--to", form, *options]
    else:
        command = [program, "code", "--date", "2024-05-15", "--to", form, *options, *articles]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


DAY = re.compile(r"\d{4}-\d\d-\d\d$")
ACLED = ("event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
         "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
         "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp").split(",")
TYPES = {
    "Battles": "Government regains territory;Non-state actor overtakes territory;Armed clash",
    "Protests": "Excessive force against protesters;Protest with intervention;Peaceful protest",
    "Riots": "Violent demonstration;Mob violence",
    "Explosions/Remote violence": "Chemical weapon;Air/drone strike;Suicide bomb;Shelling/artillery/missile attack;"
                                  "Remote explosive/landmine/IED;Grenade",
    "Violence against civilians": "Sexual violence;Attack;Abduction/forced disappearance",
    "Strategic developments": "Agreement;Arrests;Change to group/activity;Disrupted weapons use;"
                              "Headquarters or base established;Looting/property destruction;"
                              "Non-violent transfer of territory;Other"}
INTERS = ["", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
          "External/Other forces"]
GED = ("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
       "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
       "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
       "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
       "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob").split(",")
POLECAT = ("Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
           "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,"
           "Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
           "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
           "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version").split(",")
ICEWS = ("Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
         "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,"
         "Longitude").split(",")
PROVENANCE = ["tocsin_doc", "tocsin_event", "tocsin_spans"]


def table(text, head, between=","):
    """Rows as dictionaries; TAB-separated ones know no quotes."""
    quoting = csv.QUOTE_MINIMAL if between == "," else csv.QUOTE_NONE
    rows = list(csv.reader(text.splitlines(), delimiter=between, quoting=quoting, strict=True))
    if head is not None:
        check(rows[0] == head, "header row", rows[0])
        rows = rows[1:]
    check(len(rows) > 0, "rows", len(rows))
    for row in rows:
        check(head is None or len(row) == len(head), "cells", len(row), row)
    return [dict(zip(head, row)) for row in rows] if head is not None else rows


def acled():
    rows = table(code("acled")[0], ACLED)
    for r in rows:
        check(re.match(r"[A-Z]{3}T[0-9a-f]{10}$", r["event_id_cnty"]), r["event_id_cnty"])
        check(DAY.match(r["event_date"]) and r["year"] == r["event_date"][:4], r["event_date"], r["year"])
        check(r["time_precision"] in "123" and r["geo_precision"] in "123", r)
        check(r["sub_event_type"] in TYPES.get(r["event_type"], "").split(";"), r["event_type"], r["sub_event_type"])
        check(r["inter1"] in INTERS and r["inter2"] in INTERS, r["inter1"], r["inter2"])
        check((r["inter1"] != "") == (r["actor1"] != "") and (r["inter2"] != "") == (r["actor2"] != ""), r)
        codes = sorted(c for c in (INTERS.index(r["inter1"]), INTERS.index(r["inter2"])) if c)
        want = "" if not codes else INTERS[codes[0]] + " only" if len(codes) == 1 else "-".join(INTERS[c] for c in codes)
        check(r["interaction"] == want, r["interaction"], want)
        check(r["actor1"] and (r["event_type"] not in ("Battles", "Violence against civilians") or r["actor2"]), r)
        check(r["civilian_targeting"] in ("", "Civilians targeted"), r["civilian_targeting"])
        check(re.match(r"\d{3}$", r["iso"]) and r["region"] and r["country"] and r["location"], r)
        check(all(re.match(r"-?\d+\.\d{4}$", r[c]) for c in ("latitude", "longitude")), r)
        check(r["fatalities"].isdigit() and len(r["notes"]) <= 610, r)
    dates = [r["event_date"] for r in rows]
    strict, words = code("acled", "--strict")
    kept = table(strict, ACLED)
    left_out = re.match(r"tocsin: --strict left out (\d+) of (\d+) rows\n", words)
    check(left_out and int(left_out[2]) == len(rows) and len(kept) == len(rows) - int(left_out[1]), words, len(kept))
    check(0 < len(kept) < len(rows), len(kept))
    return dates


def ged():
    for r in table(code("ged")[0], GED):
        total = sum(int(r[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        check(int(r["low"]) <= int(r["best"]) <= int(r["high"]) and total == int(r["best"]) and int(r["high"]) > 0, r)
        check(r["type_of_violence"] in "123" and r["where_prec"] in "1234567" and r["date_prec"] in "12345", r)
        check((r["type_of_violence"] == "3") == (r["side_b"] == "Civilians"), r["side_b"])
        check(r["dyad_name"] == r["side_a"] + " - " + r["side_b"], r["dyad_name"])
        check(all(re.match(r"\d{4}-\d\d-\d\d 00:00:00\.000$", r[c]) for c in ("date_start", "date_end")), r)
        lat, lon = float(r["latitude"]), float(r["longitude"])
        cell = int((lat + 90) * 2) * 720 + int((lon + 180) * 2) + 1
        check(int(r["priogrid_gid"]) == cell and r["geom_wkt"] == "POINT (%s %s)" % (r["longitude"], r["latitude"]), r)
        check(r["id"].isdigit() and r["country_id"].isdigit() and r["code_status"] == "Clear", r)


def gdelt():
    rows = table(code("gdelt")[0], None, "\t")
    for r in rows:
        check(len(r) == 61, "61 columns", len(r))
        check(re.match(r"\d{8}$", r[1]) and r[2] == r[1][:6] and r[3] == r[1][:4], r[1:4])
        check(re.match(r"\d{4}\.\d{4}$", r[4]) and r[4][:4] == r[3], r[4])
        check(r[26].startswith(r[28]) and r[27] == r[26][:3] and r[28] == r[26][:2], r[26:29])
        root = int(r[28])
        check(r[29] == ("1" if root <= 5 else "2" if root <= 9 else "3" if root <= 14 else "4"), r[28], r[29])
        check(-10 <= float(r[30]) <= 10 and r[31] == r[33] and 1 <= int(r[32]) <= int(r[33]) and (store or r[33] == "1") and r[25] in "01", r[25:34])
        for at in (35, 43, 51):
            check(r[at] in ("", "1", "2", "3", "4", "5") and len(r[at + 2]) in (0, 2), r[at:at + 8])
            check(r[at] or not any(r[at:at + 8]), "no place, no cell", r[at:at + 8])
        check((r[56] == "") == (r[57] == ""), r[56:58])
        check(r[5] == "" or r[5].startswith(r[7] + r[8]), r[5:9])
    check(any(r[53] == "IZ" for r in rows), "FIPS has IZ for Iraq")


def polecat():
    for r in table(code("polecat")[0], POLECAT, "\t"):
        check("" not in r.values(), "an empty cell is None", r)
        check(DAY.match(r["Event Date"]) and r["Event Type"].isupper(), r["Event Date"], r["Event Type"])
        check(-10 <= float(r["Intensity"]) <= 10, r["Intensity"])
        check(r["Quad Code"] in ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"), r)
        check(r["Country"] == "None" or re.match("[A-Z]{3}$", r["Country"]), r["Country"])


def icews():
    rows = table(code("icews")[0], ICEWS, "\t")
    for r in rows:
        check("" not in r.values(), "an empty cell is NULL", r)
        check(DAY.match(r["Event Date"]) and r["Event ID"].isdigit(), r)
        check(re.match(r"\d{2,4}$", r["CAMEO Code"]) and r["Event Text"] != "NULL", r["CAMEO Code"])
        check(r["Sentence Number"] in ("1", "2", "3", "4", "5", "6", "NULL"), r["Sentence Number"])
    check(len({(r["Event ID"], r["Event Date"]) for r in rows}) == len(rows), "id and date are the key")


def hxl():
    text, _ = code("hxl")
    rows = list(csv.reader(text.splitlines(), strict=True))
    names, tags = rows[0], rows[1]
    check(len(names) == len(tags) and all(re.match(r"#[a-z0-9]+(\+[a-z]+)*$", t) for t in tags), tags)
    for tag in ("#event+id", "#date+start", "#adm1+name", "#geo+lat", "#geo+lon", "#affected+killed", "#meta+source"):
        check(tag in tags, tag)
    check(len(set(tags)) == len(tags) and len(rows) > 4, tags)
    for row in rows[2:]:
        check(len(row) == len(names), row)
        for at, name in enumerate(names):
            if name in ("date_start", "date_end", "published"):
                check(row[at] == "" or DAY.match(row[at]), name, row[at])
            if name in ("killed", "injured", "abducted", "arrested", "displaced"):
                check(row[at] == "" or row[at].isdigit(), name, row[at])


def provenance():
    for form, between in (("acled", ","), ("ged", ","), ("polecat", "\t"), ("icews", "\t"), ("gdelt", "\t")):
        plain, _ = code(form)
        more, _ = code(form, "--provenance")
        quoting = csv.QUOTE_MINIMAL if between == "," else csv.QUOTE_NONE
        a, b = (list(csv.reader(t.splitlines(), delimiter=between, quoting=quoting)) for t in (plain, more))
        check(len(a) == len(b) and all(y[:-3] == x for x, y in zip(a, b)), form, "provenance only adds columns")
        if form != "gdelt":
            check(b[0][-3:] == PROVENANCE, b[0][-3:])
            b = b[1:]
        for row in b:
            spans = json.loads(row[-1])
            text = open(row[-3], "rb").read()
            check(spans["trigger"], row[-1])
            for field, list_of in spans.items():
                for start, end in list_of:
                    check(0 <= start < end <= len(text), field, start, end)


def cap():
    text, _ = code("cap")
    alerts = text.splitlines()
    check(len(alerts) > 3, len(alerts))
    lint = shutil.which("xmllint")
    if lint is None:
        print("xmllint is not installed: alerts are not validated")
        return
    files = []
    for i, alert in enumerate(alerts):
        files.append(os.path.join(work, "alert%d.xml" % i))
        with open(files[-1], "w", encoding="utf-8") as out:
            out.write(alert)
    schema = os.path.join(here, "cap12.xsd")
    done = subprocess.run([lint, "--noout", "--nonet", "--schema", schema, *files], capture_output=True, text=True)
    check(done.returncode == 0, done.stderr)
    with open(files[0], "w", encoding="utf-8") as out: # the schema must not take everything
        out.write(alerts[0].replace("-00:00</sent>", "Z</sent>"))
    done = subprocess.run([lint, "--noout", "--nonet", "--schema", schema, files[0]], capture_output=True, text=True)
    check(done.returncode != 0, "a time with Z is refused")


def gpkg():
    path = os.path.join(work, "events.gpkg")
    code("gpkg", "-o", path)
    head = open(path, "rb").read(100)
    check(head[68:72] == b"GPKG" and int.from_bytes(head[60:64], "big") == 10300, head[60:72])
    db = sqlite3.connect(path)
    check(db.execute("PRAGMA integrity_check").fetchone() == ("ok",), "integrity")
    check(db.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign keys")
    table_name, data_type, srs = db.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents").fetchone()
    check((table_name, data_type, srs) == ("events", "features", 4326), table_name, data_type, srs)
    check({row[0] for row in db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}, "reference systems")
    check(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", db.execute("SELECT last_change FROM gpkg_contents").fetchone()[0]),
          "last_change")
    check(db.execute("PRAGMA table_info(events)").fetchone()[1:6] == ("fid", "INTEGER", 1, None, 1), "fid is the key")
    check(db.execute("SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns").fetchall()
          == [("geom", "GEOMETRY", 4326)], "geometry column")
    features = json.loads(code("geojson")[0])["features"]
    rows = db.execute("SELECT geom, id, killed_low FROM events").fetchall()
    check(len(rows) == len(features), len(rows), len(features))
    places = {f["id"]: f["geometry"] for f in features}
    for geom, key, _ in rows:
        check((geom is None) == (places[key] is None), key)
        if geom is not None:
            check(geom[:2] == b"GP" and geom[2] == 0 and int.from_bytes(geom[4:8], "little") == 4326, geom)
            import struct
            if int.from_bytes(geom[9:13], "little") == 1:
                check(list(struct.unpack("<dd", geom[13:])) == places[key]["coordinates"], key, geom)
    check(any(killed is not None for _, _, killed in rows) and any(killed is None for _, _, killed in rows), "toll and none")
    db.close()
    again = os.path.join(work, "again.gpkg")
    code("gpkg", "-o", again)
    check(open(path, "rb").read() == open(again, "rb").read(), "two runs, one file")
    command = ["export", "--db", store] if store is not None else ["code", *articles]
    done = subprocess.run([program, *command, "--to", "gpkg"], capture_output=True, text=True)
    check(done.returncode == 2 and "-o FILE" in done.stderr, done.stderr)


def geojson():
    path = os.path.join(work, "events.geojson")
    code("geojson", "-o", path)
    features = json.load(open(path, encoding="utf-8"))["features"]
    check(len(features) > 5, len(features))
    check(len({f["id"] for f in features}) == len(features), "ids are unique")
    for feature in features:
        check(not any(isinstance(v, (dict, list)) for v in feature["properties"].values()), feature["id"])


def coarsen():
    degrees = 0.5
    for form, lat, lon, head, between in (("acled", "latitude", "longitude", ACLED, ","), ("ged", "latitude", "longitude", GED, ",")):
        fine, rough = table(code(form)[0], head, between), table(code(form, "--coarsen", "0.5")[0], head, between)
        for a, b in zip(fine, rough):
            for column, limit in ((lat, 90), (lon, 180)):
                cell = (float(b[column]) + limit) / degrees
                check(abs(cell - int(cell) - 0.5) < 1e-6, "the middle of a cell", b[column])
                check(abs(float(a[column]) - float(b[column])) <= degrees / 2 + 1e-4, a[column], b[column])
    for form in (*(() if store else ("csv",)), "geojson", "hxl", "cap", "icews", "polecat", "gdelt"):
        fine = re.findall(r"16\.2\d+", code(form)[0])
        check(fine and not re.findall(r"16\.27\d*", code(form, "--coarsen", "0.5")[0]), form, "coordinates are coarse")


def order():
    global articles
    if store is not None:
        again = os.path.join(work, "again.db")
        for article in reversed(articles):
            subprocess.run([program, "ingest", "--no-progress", "--date", "2024-05-15", "--db", again, article], check=True)
        for form in ("acled", "ged", "gdelt", "polecat", "icews", "hxl", "cap", "geojson"):
            done = subprocess.run([program, "export", "--db", again, "--to", form], capture_output=True, text=True, check=True)
            check(done.stdout == code(form)[0], form, "the order of ingestion does not show")
        return
    whole, _ = code("acled")
    articles = articles[::-1]
    turned, _ = code("acled", "--jobs", "3")
    articles = articles[::-1]
    check(whole == turned, "the order of the files does not show")


dates = acled()
check(dates == sorted(dates) or len(dates) > 0, dates)
for test in (ged, gdelt, polecat, icews, hxl, provenance, cap, gpkg, geojson, coarsen, order):
    test()
shutil.rmtree(work)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
