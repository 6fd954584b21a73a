#!/bin/sh
# tests/store/correct.sh PROGRAM - what analysts say against the program, coding anew, and what led to what.
tocsin=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() { if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1: got \"$2\", not \"$3\""; fi; }
db=$work/a.db
incidents() { "$tocsin" incidents --db "$db" "$@"; }
correct() { "$tocsin" correct --db "$db" --author ana --at 2024-06-01T10:00:00Z "$@"; }
with() { incidents | grep "\"doc\":\"$1\"" | head -1; } # the incident that a report is about
id_of() { with "$1" | cut -d'"' -f4; }
docs_of() { with "$1" | grep -o '"doc":"[^"]*"' | cut -d'"' -f4 | sort | tr '\n' ' ' | sed 's/ $//'; }

python3 "$here/make.py" 30 > "$work/all.jsonl"
"$tocsin" ingest --no-progress --db "$db" --from jsonl "$work/all.jsonl" || exit 1
all=$(incidents | wc -l | tr -d ' ')

correct set "$(id_of r000)" killed=40+ method=shelling point=-1.5,2.25 from=2021-01-02
check "a corrected toll is asked for" "$(incidents --killed 40 | wc -l | tr -d ' ')" 1
check "a corrected method is asked for" "$(incidents --method shelling --near -1.5,2.25 --within 1 | wc -l | tr -d ' ')" 1
check "a corrected incident says so" "$(with r000 | grep -o '"killed":{[^}]*}\|"corrections":\[{[^}]*}' | tr '\n' ' ')" \
    '"killed":{"low":40,"high":null} "corrections":[{"correction":1,"verb":"set","field":"killed","value":"40+","author":"ana","at":"2024-06-01T10:00:00Z"} '
correct merge "$(id_of r003)" "$(id_of r006)"
check "merged" "$(docs_of r006)" "r003 r004 r005 r006 r007 r008"
check "one less" "$(incidents | wc -l | tr -d ' ')" $((all - 1))
correct split "$(id_of r009)" r010
check "split off" "$(docs_of r010)" "r010"
check "the rest of it" "$(docs_of r009)" "r009 r011"
gone=$(id_of r012)
correct wrong "$gone"
check "wrong ones are left out" "$(incidents | grep -c "\"id\":\"$gone\"")" 0

# they outlive new reports, the same ones again, and coding anew with other dictionaries
python3 "$here/make.py" 60 > "$work/more.jsonl"
sed 's/"text": "A bomb/"text": "Again a bomb/' "$work/all.jsonl" > "$work/again.jsonl"
"$tocsin" ingest --no-progress --db "$db" --from jsonl "$work/more.jsonl" "$work/again.jsonl"
still() {
    check "set, $1" "$(incidents --killed 40 | wc -l | tr -d ' ')" 1
    check "merged, $1" "$(docs_of r006)" "r003 r004 r005 r006 r007 r008"
    check "split, $1" "$(docs_of r010), $(docs_of r009)" "r010, r009 r011"
    check "wrong, $1" "$(incidents | grep -c "\"id\":\"$gone\"")" 0
}
still "more reports"
mkdir -p "$work/mine/lexicon"
printf '@table event: pattern pos type method mode cameo frame\nmourn\tv\tprotest\tdemonstration\tdemo\t141\tperpetrator=subj\n' > "$work/mine/lexicon/mourn.tsv"
"$tocsin" recode --no-progress --db "$db" --data "$work/mine" --diff > "$work/diff" 2> "$work/err"
check "coding anew" $? 0
check "what is new is printed" "$(grep -c '"change":"new"' "$work/diff")" "$(incidents --type protest | wc -l | tr -d ' ')"
check "something is new" "$([ -s "$work/diff" ] && echo yes)" yes
still "coded anew"
"$tocsin" recode --no-progress --db "$db" --data "$work/mine" --diff > "$work/none"
check "a second time nothing changes" "$(wc -c < "$work/none" | tr -d ' ')" 0
"$tocsin" recode --no-progress --db "$db" --diff > "$work/back"
check "and back again" "$(grep -c '"change":"gone"' "$work/back")" "$(grep -c '"change":"new"' "$work/diff")"
still "coded back"

check "corrections as test cases" "$("$tocsin" correct --db "$db" --with-text list | python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
print(len(rows), [r["verb"] for r in rows[4:]], rows[4]["together"], rows[5]["apart"], rows[0]["input"]["text"][:6], rows[0]["was"][:9])')" \
    "7 ['merge', 'split', 'wrong'] ['r003', 'r004', 'r005', 'r006', 'r007', 'r008'] [['r009', 'r011'], ['r010']] Again  {\"low\":2,"
for n in 7 6 5 4 3 2 1; do correct undo $n; done
check "taken back" "$(docs_of r009), $(docs_of r003), $(incidents --killed 40 | wc -l | tr -d ' ')" "r009 r010 r011, r003 r004 r005, 0"
check "none left" "$("$tocsin" correct --db "$db" list | wc -l | tr -d ' ')" 0

refused() { # WORDS ARGUMENTS...
    words=$1; shift
    correct "$@" > "$work/out" 2> "$work/err"
    check "exit of correct $*" $? 2
    check "words of correct $*" "$(grep -c "$words" "$work/err"), $(wc -l < "$work/err" | tr -d ' ')" "1, 1"
}
one=$(id_of r000)
refused "no incident" set nothing killed=1
refused "no value of killed" set "$one" killed=many
refused "no value of type" set "$one" type=birthday
refused "no field" set "$one" colour=red
refused "no report that is about" split "$one" r029
refused "both sides" split "$one" r000 r001 r002
refused "are one" merge "$one" "$one"
refused "no correction 99" undo 99
refused "there is set" fix "$one"
check "nothing was written" "$("$tocsin" correct --db "$db" list | wc -l | tr -d ' ')" 0

# what led to what, over four reports
db=$work/chain.db
"$tocsin" ingest --no-progress --db "$db" --from jsonl "$here/chain.jsonl"
for doc in a1 b2; do # from either end
    "$tocsin" chain --db "$db" "$(id_of $doc)" > "$work/chain"
    check "a chain from $doc" "$(python3 -c '
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
ids = {r["id"]: n for n, r in enumerate(rows)}
print([(r["method"], r["reports"], [(l["type"], ids[l["incident"]]) for l in r.get("links", [])], [(c["claim"], c.get("by")) for c in r.get("claims", [])]) for r in rows])' "$work/chain")" \
        "[('armed-clash', 2, [], [('claimed', 'Azure Front')]), ('shelling', 2, [('retaliation-for', 0)], []), ('denial', 1, [('about', 1)], [])]"
done
"$tocsin" chain --db "$db" nothing 2> "$work/err"
check "a chain of nothing" "$?, $(grep -c 'no incident' "$work/err")" "2, 1"
mkdir "$work/orders"
check "orders and batches around corrections" "$(python3 "$here/corrected.py" "$tocsin" "$work/orders" 2>&1 | tail -1)" same
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -ge 40 ]
