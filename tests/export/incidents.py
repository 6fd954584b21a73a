#!/usr/bin/env python3
"""tests/export/incidents.py PROGRAM - what the exports of a database say beyond those of documents: all reports as
sources, low, best and high of a toll that grew, corrections, the days of one event, alerts that update others."""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
db = os.path.join(work, "a.db")
passed = failed = 0


def check(name, got, want):
    global passed, failed
    passed += got == want
    failed += got != want
    if got != want:
        print("failed: %s: got %r, not %r" % (name, got, want))


def run(*command, stdin=None):
    done = subprocess.run([program, *command], capture_output=True, text=True, input=stdin, check=True)
    return done.stdout


def rows(form, *options):
    return list(csv.DictReader(run("export", "--db", db, "--to", form, *options).splitlines(), strict=True))


def incidents():
    return [json.loads(line) for line in run("incidents", "--db", db).splitlines()]


def ingest(*reports):
    lines = [json.dumps({"id": name, "date": date, "source": source, "title": title, "text": text, "url": "http://%s.example/%s" % (source, name)})
             for name, date, source, title, text in reports]
    run("ingest", "--no-progress", "--db", db, "--from", "jsonl", stdin="\n".join(lines) + "\n")


DETAIL = "The blast near the Sankore bakery broke the windows of Hall 7."
FIRST = ("a1", "2024-05-01", "alpha", "Bomb kills 3 in Gao", "A bomb exploded in the market of Gao, killing 3 people, police said. " + DETAIL)
REPORTS = [
    FIRST,
    ("a2", "2024-05-02", "alpha", "Toll rises to 9", "The bomb that exploded in the market of Gao killed 9 people, police said. " + DETAIL),
    ("b1", "2024-05-01", "beta", "Bomb kills 4 in Gao",
     "A bomb killed 4 people in the market of Gao, residents said. The blast near the Sankore bakery broke windows of Hall 7 nearby."),
    ("c1", "2024-05-02", "gamma", "Bomb kills 9 in Gao",
     "A bomb killed 9 people in the market of Gao, a doctor said. Windows of Hall 7 and the Sankore bakery were broken in the blast."),
    ("d1", "2024-05-03", "delta", "Bomb in Gao market",
     "A bomb killed at least 12 people in the market of Gao, near the Sankore bakery, a spokesman said. Windows of Hall 7 were broken.")]


def the_bombing():
    return [i for i in incidents() if any(r["doc"] == "a1" for r in i["reports"]) and i.get("casualties")][0]


def alert():
    lines = [line for line in run("export", "--db", db, "--to", "cap").splitlines() if "<event>Bombing</event>" in line]
    check("one alert", len(lines), 1)
    return lines[0]


def of(tag, text):
    return re.findall("<%s>([^<]*)</%s>" % (tag, tag), text)


ingest(FIRST)
first = alert()
check("the first alert", of("msgType", first) + of("references", first) + of("sent", first) + of("certainty", first),
      ["Alert", "2024-05-01T00:00:00-00:00", "Likely"])
check("ged of one report", [(r["low"], r["best"], r["high"], r["number_of_sources"]) for r in rows("ged")], [("3", "3", "3", "1")])
ingest(*REPORTS[1:])

# a source stands by its last figure; the others' stay
told = the_bombing()
check("disputed", told["disputed"], [{"field": "casualties.killed", "low": 4, "best": 9, "high": 12, "values": [
    {"value": {"low": 4, "high": 4}, "docs": ["b1"]}, {"value": {"low": 9, "high": 9}, "docs": ["a2", "c1"]},
    {"value": {"low": 12, "high": None}, "docs": ["d1"]}]}])
check("the toll", (told["casualties"]["killed"]["low"], told["casualties"]["killed"]["high"]), (9, 9))
check("who reported when", [(r["doc"], r["published"]) for r in told["reports"]],
      [("a1", "2024-05-01"), ("b1", "2024-05-01"), ("a2", "2024-05-02"), ("c1", "2024-05-02"), ("d1", "2024-05-03")])
check("asked for by the toll", len(run("incidents", "--db", db, "--killed", "9").splitlines()), 1)
ged = rows("ged")
check("ged", [(r["low"], r["best"], r["high"], r["number_of_sources"], r["source_office"]) for r in ged],
      [("4", "9", "12", "4", "alpha;beta;gamma;delta")])
check("its articles", ged[0]["source_article"].split(";")[1], '"beta,2024-05-01,Bomb kills 4 in Gao"')
check("ged of one figure each", sum(int(ged[0][c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")), 9)
acled = rows("acled")
check("acled", [(r["event_date"], r["source"], r["timestamp"]) for r in acled],
      [(acled[0]["event_date"], "alpha; beta; gamma; delta", "1714694400")])
gdelt = [line.split("\t") for line in run("export", "--db", db, "--to", "gdelt").splitlines()]
check("mentions, sources, articles", [r[31:34] for r in gdelt if r[26] == "183"], [["5", "4", "5"]])
feature = [f for f in json.loads(run("export", "--db", db, "--to", "geojson"))["features"] if f["id"] == told["id"]]
check("a feature", [(f["properties"]["reports"], f["properties"]["source"], f["properties"]["url"].count("; ")) for f in feature],
      [(5, "alpha; beta; gamma; delta", 4)])

# an alert for each day on which something was added, each names those before
update = alert()
check("an update", of("msgType", update) + of("sent", update) + of("certainty", update), ["Update", "2024-05-03T00:00:00-00:00", "Observed"])
references = of("references", update)[0].split(" ")
check("what it updates", references[0], "tocsin,%s,2024-05-01T00:00:00-00:00" % of("identifier", first)[0])
check("every change", len(references), 2)

# an analyst has the last word: of several days a row each, the total divided
key = told["id"]
run("correct", "--db", db, "--author", "ana", "--at", "2024-06-01T10:30:00Z", "set", key, "from=2024-05-01", "to=2024-05-04", "killed=11",
    "method=shelling", "point=16.5,-0.25")
acled = [r for r in rows("acled") if r["event_type"] == "Explosions/Remote violence"]
check("a row a day", [(r["event_date"], r["time_precision"], r["fatalities"], r["sub_event_type"], r["latitude"], r["longitude"]) for r in acled],
      [("2024-05-0%d" % day, "1", killed, "Shelling/artillery/missile attack", "16.5000", "-0.2500")
       for day, killed in ((1, "5"), (2, "2"), (3, "2"), (4, "2"))])
check("ids of the days", len({r["event_id_cnty"] for r in acled}), 4)
check("ged, corrected", [(r["low"], r["best"], r["high"], r["date_start"][:10], r["date_end"][:10]) for r in rows("ged")],
      [("11", "11", "11", "2024-05-01", "2024-05-04")])
corrected = [line for line in run("export", "--db", db, "--to", "cap").splitlines() if key in line]
check("a correction is a change", of("sent", corrected[0]), ["2024-06-01T10:30:00-00:00"])
check("and updates the one before", of("references", corrected[0])[0].split(" ")[-1],
      "tocsin,%s,2024-05-03T00:00:00-00:00" % of("identifier", update)[0])
lint = shutil.which("xmllint")
if lint is None:
    print("xmllint is not installed: updates are not validated")
for n, text in enumerate([first, update, corrected[0]] if lint else []):
    path = os.path.join(work, "%d.xml" % n)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    done = subprocess.run([lint, "--noout", "--nonet", "--schema", os.path.join(here, "cap12.xsd"), path], capture_output=True)
    check("valid: " + done.stderr.decode(), done.returncode, 0)
run("correct", "--db", db, "--author", "ana", "--at", "2024-06-02T10:30:00Z", "wrong", key)
check("wrong ones are no rows", [r for r in rows("ged")], [])

for options, words in (([], "--db FILE"), (["--db", db], "--to says"), (["--db", db, "--to", "gpkg"], "-o FILE"),
                       (["--db", db + ".none", "--to", "ged"], "no such database"), (["--db", db, "--to", "csv"], "csv"),
                       (["--db", db, "--to", "ged", "--since", "May"], "May")):
    done = subprocess.run([program, "export", *options], capture_output=True, text=True)
    check("refused: %s" % options, (done.returncode, done.stderr.count("\n"), words in done.stderr), (2, 1, True))
shutil.rmtree(work)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
