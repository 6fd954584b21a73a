#!/usr/bin/env python3
"""tests/record/schema.py PROGRAM - the JSON schema of `tocsin codebook` against another's validator: it holds for what the
program writes of tests/golden and examples, for good.json, and refuses the changes of broken.tsv. 77: python3-jsonschema is missing."""
import glob, json, os, subprocess, sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

program, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
top = os.path.dirname(os.path.dirname(here))
failed = checked = 0


def check(condition, message):
    global failed, checked
    checked += 1
    if not condition:
        failed += 1
        print(message, file=sys.stderr)


schema = json.loads(subprocess.run([program, "codebook", "--to", "json-schema"], check=True, capture_output=True).stdout)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def finding(record):
    error = next(validator.iter_errors(record), None)
    return error and "%s: %s" % ("/".join(str(step) for step in error.absolute_path), error.message)


texts = sorted(glob.glob(top + "/tests/golden/*.txt") + glob.glob(top + "/examples/*.txt"))
for options in ([], ["--mentions", "all", "--with-text", "--with-predicates"], ["--min-confidence", "0.6"]):
    out = subprocess.run([program, "code"] + options + texts + ["no-such-file"], capture_output=True).stdout
    records = [json.loads(line) for line in out.splitlines()]
    check(len(records) == len(texts) + 1, "%d records of %d texts" % (len(records), len(texts)))
    check(sum(len(record.get("events", [])) for record in records) > 5, "hardly an event")
    for record in records:
        check(finding(record) is None, "%s: %s" % (record["doc"]["id"], finding(record)))

good = open(here + "/good.json").read()
check(finding(json.loads(good)) is None, finding(json.loads(good)))
for row in open(here + "/broken.tsv").read().splitlines():
    if row.startswith("#"):
        continue
    old, new, _, beyond = (row.split("\t") + [""])[:4]
    bad = finding(json.loads(good.replace(old, new, 1)))
    check((bad is not None) == (beyond != "beyond"), "%s -> %s: %s" % (old, new, bad))

print("%d passed, %d failed" % (checked - failed, failed))
sys.exit(failed > 0 or checked == 0)
