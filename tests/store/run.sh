#!/bin/sh
# tests/store/run.sh PROGRAM [KILLS] - the database as a user meets it: order and batches do not matter, again changes
# nothing, kill -9 at any moment loses and doubles nothing, a file that is none of ours is refused with a sentence.
tocsin=$1 kills=${2:-12}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED: $1"; }
check() { if [ "$2" = "$3" ]; then ok; else bad "$1: got \"$2\", not \"$3\""; fi; }
same() { if cmp -s "$2" "$3"; then ok; else bad "$1"; diff "$2" "$3" | head -4; fi; }
whole() { check "whole: $1" "$(python3 -c 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute("pragma integrity_check").fetchone())' "$2")" ok; }
ingest() { "$tocsin" ingest --no-progress --db "$1" --from jsonl "$2"; }
incidents() { "$tocsin" incidents --db "$1" --to jsonl > "$2"; }

python3 "$here/make.py" 60 > "$work/all.jsonl"
python3 "$here/make.py" 60 reverse > "$work/reverse.jsonl"
ingest "$work/a.db" "$work/all.jsonl" && incidents "$work/a.db" "$work/a.out" || bad "ingest failed"
check "incidents with three reports" "$(grep -c '"doc":"r[0-9]*".*"doc":"r[0-9]*".*"doc":"r[0-9]*"' "$work/a.out")" 20
check "reports whose main event is in an incident" "$(grep -o '"doc":"r[0-9]*"' "$work/a.out" | sort -u | wc -l | tr -d ' ')" 60
check "tolls that differ are kept" "$(grep -c '"disputed":\[{"field":"casualties.killed"' "$work/a.out")" 20
ingest "$work/a.db" "$work/all.jsonl" && incidents "$work/a.db" "$work/again.out"
same "the same reports again change nothing" "$work/a.out" "$work/again.out"
ingest "$work/b.db" "$work/reverse.jsonl" && incidents "$work/b.db" "$work/b.out"
same "the order of reports does not matter" "$work/a.out" "$work/b.out"
head -25 "$work/reverse.jsonl" > "$work/first.jsonl"
ingest "$work/c.db" "$work/first.jsonl" && incidents "$work/c.db" "$work/c.out"
ingest "$work/c.db" "$work/all.jsonl" && incidents "$work/c.db" "$work/c.out"
same "batches do not matter" "$work/a.out" "$work/c.out"


# one text in three papers, another one besides
python3 "$here/copies.py" > "$work/copies.jsonl"
ingest "$work/w.db" "$work/copies.jsonl" && incidents "$work/w.db" "$work/w.out"
check "copies and another telling are one incident" "$(grep -c '"doc":"wire1".*"doc":"other"' "$work/w.out")" 1
check "who copied whom" "$(grep -o '"doc":"[a-z0-9]*"[^}]*"copy_of":"[a-z0-9]*"' "$work/w.out" | sed 's/"event.*copy/copy/' | sort -u | tr '\n' ' ')" \
    '"doc":"wire2",copy_of":"wire1" "doc":"wire3",copy_of":"wire1" '
check "a toll that copies repeat has one voice" "$(grep -o '"field":"casualties.killed",.*' "$work/w.out" | sed 's/"field":"casualties.injured.*//' | grep -o '"docs":[^]]*]' | tr '\n' ' ')" \
    '"docs":["wire1"] "docs":["other"] '
check "the same words of another day are no copy" "$(grep -c '"doc":"year[^}]*copy_of' "$work/w.out")" 0

# any order, any batches, some documents in a wrong form first: the same incidents
python3 "$here/make.py" 210 > "$work/many.jsonl"
cat "$work/copies.jsonl" >> "$work/many.jsonl"
ingest "$work/o.db" "$work/many.jsonl" && incidents "$work/o.db" "$work/o.out"
for seed in 1 2 3; do
    python3 "$here/shuffle.py" $seed "$work/many.jsonl" "$work/batch" && rm -f "$work/s.db"
    for batch in "$work/batch".*; do ingest "$work/s.db" "$batch" || bad "ingest of $batch"; done
    incidents "$work/s.db" "$work/s.out"
    same "shuffled with seed $seed" "$work/o.out" "$work/s.out"
    check "redirects lead to incidents, seed $seed" "$(python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
print(c.execute("select count(*) from redirect where new not in (select key from incident) or old in (select key from incident)").fetchone()[0])' "$work/s.db")" 0
    rm -f "$work/batch".*
done
ingest "$work/m.db" "$work/many.jsonl" && incidents "$work/m.db" "$work/m.out"
i=0
while [ $i -lt "$kills" ]; do # killed at another moment each time, on the same file
    i=$((i + 1))
    "$tocsin" ingest --no-progress --db "$work/k.db" --from jsonl "$work/many.jsonl" 2> /dev/null &
    sleep "$(awk "BEGIN { print (($i * 37) % 100) / 250 }")"
    kill -9 $! 2> /dev/null
    wait $! 2> /dev/null
done
ingest "$work/k.db" "$work/many.jsonl" && incidents "$work/k.db" "$work/k.out"
same "kill -9 loses and doubles nothing" "$work/m.out" "$work/k.out"

asked() { want=$1; shift; check "incidents with $*" "$("$tocsin" incidents --db "$work/a.db" "$@" | grep -c '"reports"')" "$want"; }
all=$(grep -c '"reports"' "$work/a.out")
asked "$all"
asked 0 --type protest
asked "$all" --method bombing --status occurred
asked 0 --since 2022-01-01
asked "$(grep -c '"country":"AFG"' "$work/a.out")" --country AFG
asked "$(grep -c '"country":"AFG"' "$work/a.out")" --near 31.61,65.71 --within 60
asked 0 --near 0,0 --within 5
asked 0 --killed 100

echo "this is no database, whatever its name says, and it is long enough to be looked at" > "$work/no.db"
for command in "ingest --db $work/no.db $work/all.jsonl" "incidents --db $work/no.db" "incidents --db $work/missing.db" \
    "ingest --db $work/none/x.db $work/all.jsonl" "incidents" "incidents --db $work/a.db --near here" "ingest $work/all.jsonl"; do
    # shellcheck disable=SC2086
    "$tocsin" $command > "$work/out" 2> "$work/err"
    check "exit status of $command" $? 2
    check "lines said by $command" "$(wc -l < "$work/err" | tr -d ' ')" 1
done
# databases of earlier versions
"$tocsin" code --from jsonl "$work/all.jsonl" > "$work/all.records"
for version in 2 3 4 5; do
    cp "$work/a.db" "$work/v$version.db" && python3 "$here/rewind.py" "$work/v$version.db" $version "$work/all.jsonl" "$work/all.records"
    incidents "$work/v$version.db" "$work/v.out"
    same "a database of version $version is brought up to date" "$work/a.out" "$work/v.out"
    whole "version $version" "$work/v$version.db"
    for database in a v$version; do
        python3 "$here/lookup.py" "$work/$database.db" > "$work/$database.lookup"
    done
    same "version $version is asked like a new one" "$work/a.lookup" "$work/v$version.lookup"
done
python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("pragma user_version=99")' "$work/v3.db"

# what the file system and other programs do to it
fails() { # WHAT WORDS COMMAND...: exit 2, one sentence with these words
    what=$1 words=$2; shift 2
    "$@" > "$work/out" 2> "$work/err"
    check "exit status, $what" $? 2
    check "a sentence, $what" "$(grep -c "^tocsin: .*$words" "$work/err"), $(wc -l < "$work/err" | tr -d ' ') line" "1, 1 line"
}
fails "a database of a later version" "another version" "$tocsin" incidents --db "$work/v3.db"
fails "no such file" "no such database" "$tocsin" incidents --db "$work/missing.db"
check "asking makes no file" "$(ls "$work" | grep -c missing)" 0
: > "$work/empty.db"
fails "an empty file" "not a tocsin database" "$tocsin" incidents --db "$work/empty.db"
python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("create table birds(name)")' "$work/birds.db"
cp "$work/birds.db" "$work/birds.copy"
fails "another program's database" "not a tocsin database" "$tocsin" ingest --db "$work/birds.db" "$work/all.jsonl"
same "another program's database is left alone" "$work/birds.db" "$work/birds.copy"
fails "a folder" "cannot be opened" "$tocsin" ingest --db "$work" "$work/all.jsonl"
head -c 8192 "$work/a.db" > "$work/half.db"
fails "half a file" "$work/half.db" "$tocsin" incidents --db "$work/half.db"

cp "$work/a.db" "$work/full.db"
(ulimit -f 500; fails "a full disk" "no room" "$tocsin" ingest --no-progress --db "$work/full.db" --from jsonl "$work/many.jsonl"; [ $failed = 0 ]) && passed=$((passed + 2)) || failed=$((failed + 1))
whole "after a full disk" "$work/full.db"
ingest "$work/full.db" "$work/many.jsonl" && incidents "$work/full.db" "$work/full.out"
same "with room again nothing is lost" "$work/m.out" "$work/full.out"

cp "$work/a.db" "$work/locked.db"
python3 -c 'import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1]); c.execute("begin immediate"); print("held", flush=True); time.sleep(60)' "$work/locked.db" > "$work/held" &
holder=$!
while [ ! -s "$work/held" ]; do sleep 0.05; done
incidents "$work/locked.db" "$work/locked.out" # a reader is not in a writer's way
same "a locked database can be read" "$work/a.out" "$work/locked.out"
fails "a locked database" "another program is writing" "$tocsin" ingest --db "$work/locked.db" --from jsonl "$work/many.jsonl"
kill $holder
whole "after a lock" "$work/locked.db"

as= # root may write whatever the mode says
[ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
if $as "$tocsin" --version > /dev/null 2>&1; then
    mkdir "$work/ro" && cp "$work/a.db" "$work/ro/a.db" && chmod 444 "$work/ro/a.db" && chmod 755 "$work" && chmod 555 "$work/ro"
    cp "$work/many.jsonl" "$work/readable.jsonl" && chmod 444 "$work/readable.jsonl"
    fails "a read-only database" "may not be written" $as "$tocsin" ingest --db "$work/ro/a.db" --from jsonl "$work/readable.jsonl"
    $as "$tocsin" incidents --db "$work/ro/a.db" --to jsonl > "$work/ro.out"
    same "a read-only database can be read" "$work/a.out" "$work/ro.out"
    same "and is as it was" "$work/a.db" "$work/ro/a.db"
    chmod 755 "$work/ro"
fi
check "the foreign file is left alone" "$(wc -c < "$work/no.db" | tr -d ' ')" 83
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -ge 20 ]
