#!/bin/sh
# tests/store/query.sh PROGRAM - tocsin query and tocsin trend: who is found and who is not, in every form.
tocsin=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() { if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1: got \"$2\", not \"$3\""; fi; }
db=$work/a.db
"$tocsin" ingest --no-progress --db "$db" --from jsonl "$here/ask.jsonl" || exit 1
query() { "$tocsin" query --db "$db" "$@" 2> "$work/err"; }
# the documents of what is found, each once
finds() { want=$1; shift; check "query $*" "$(query --to jsonl "$@" | grep -o '"reports":\[{"doc":"[^"]*"' | cut -d'"' -f6 | sort -u | tr '\n' ' ' | sed 's/ $//')" "$want"; }

# where
finds "road rumaitha" --along Samawah-Diwaniya --within 15km
finds "road rumaitha" --along "Samawah; Diwaniya" --within 2
finds "road" --along "Samawah–Diwaniya" --within 1
finds "basra" --along "Basra;Nasiriyah" --within 15
finds "road" --along "Nasiriyah;Samawah" --within 15
finds "basra road" --along "Basra;Nasiriyah;Samawah" --within 15
finds "road rumaitha" --near 31.53,45.2 --within 5
finds "" --near 31.53,45.6 --within 5
finds "road" --near 31.9929,44.9255 --within 1          # the end of the road that it was on
finds "tripoli" --near "Tripoli, Libya"
finds "" --near "Tripoli, Lebanon" --within 100
finds "tripoli" --near Tripoli
check "which Tripoli" "$(grep -c 'Tripoli, Libya.*others\{0,1\}, as Tripoli, .*Lebanon' "$work/err")" 1
finds "basra" --box 30,47,31,48
finds "" --box 30,48,31,179
finds "basra" --box 30,47.5,31,-170                     # over the date line
finds "basra" --country Iraq --type assault --time 2020-W29 --killed 9
finds "tripoli" --country LBY
finds "tripoli" --country "Lebanon,Libya"
finds "province rumaitha" --admin1 "Al Muthanna"
finds "" --near 30.5,45.2 --within 300 --killed 4 --time 2020-07-16
finds "province" --near "Samawah" --within 5 --coarse --killed 4 --method ambush
finds "province road rumaitha" --along Samawah-Diwaniya --within 15km --coarse
finds "" --near 31.33,45.29 --within 5 --coarse --method ambush # its province's point is far from there
finds "province" --near 31.33,45.29 --within 300 --coarse --method ambush
finds "road" --along "Samawah-Diwaniya" --within 15 --box 30,40,40,50 --method mine
finds "" --along "Samawah-Diwaniya" --within 15 --box 30,40,31,50 --method mine
query --along Samawah-Diwaniya --within 15km > /dev/null
check "what is left out is counted" "$(grep -c '1 more is only known by province or country: IRQ/Muthanna;IRQ/Al-Qadisiyah' "$work/err")" 1

# when
finds "basra" --since 2020-07-19 --until 2020-07 --main
finds "road" --time 2020-07-11
finds "rumaitha" --time 2020-07-12/2020-07-15
finds "" --time 2021
# what, who, how many
finds "tripoli" --method shelling,airstrike
finds "" --scope criminal --type protest
finds "baghdad" --type protest
finds "baghdad" --status planned,demanded
finds "tripoli" --actor "libyan army"
finds "tripoli" --actor LBY
finds "tripoli" --actor LBYMIL --role perpetrator
finds "" --actor LBYMIL --role victim
finds "" --actor "libyan navy"
finds "tripoli" --actor-country Libya
finds "basra" --killed 5
finds "basra" --injured 20
finds "" --injured 21
finds "tripoli" --min-confidence 0.93
# words
finds "road" --text "supply convoy" --type assault
finds "road" --text '"supply convoy"'
finds "" --text '"convoy supply"'
finds "road rumaitha" --text "fuel NOT price" --type assault
finds "rumaitha" --text 'fuel NOT "fuel for"'
finds "rumaitha" --text 'fuel NOT (bomb OR "no such thing")'
finds "rumaitha" --text 'tanker* (guard OR driver)'
finds "rumaitha" --text '"no group" "claimed responsibility"'
finds "road" --text 'NEAR(convoy fuel, 30)' --main
finds "" --text 'NEAR(convoy fuel, 3)'
finds "basra province rumaitha tripoli" --text 'kill* NOT NEAR(bomb convoy, 5) "police said"' --type assault
finds "basra" --text 'car-bomb'
finds "" --text 'bomb-car'
finds "basra" --text 'hospital NOT workers'

# ids, order, limit
id=$(query --to csv --killed 9 | sed -n '2s/,.*//p')
finds "basra" "$id"
check "the first one" "$(query --to csv --sort killed --limit 1 | sed -n '2s/,.*//p')" "$id"
check "oldest first" "$(query --to csv --sort oldest --limit 2 | sed -n '2,3p' | cut -d, -f7 | tr '\n' ' ')" "2020-07-11 2020-07-14 "
check "newest first" "$(query --to csv --limit 1 --type protest,assault | sed -n 2p | cut -d, -f7)" 2020-08-10
check "nearest first" "$(query --to csv --near 31.99,44.93 --within 100 --sort nearest | cut -d, -f7 | sed -n 2p)" 2020-07-11

# what analysts say holds, and old ids lead on
"$tocsin" correct --db "$db" --author ana --at 2024-06-01T10:00:00Z set "$id" killed=12 point=33.3,44.4 from=2020-09-01 to=2020-09-01 method=mine > /dev/null
finds "basra" --near Baghdad --within 30 --killed 12 --time 2020-09 --method mine
finds "" --near Basra
check "the table has the corrected toll" "$(query --to table --killed 12 | grep -c '2020-09-01  mine .* 12 ')" 1
check "GeoJSON has the corrected point" "$(query --to geojson --killed 12 | grep -c '"coordinates":\[44.4,33.3\]')" 1
road=$(query --to csv --time 2020-07-11 | sed -n '2s/,.*//p') ambush=$(query --to csv --type assault --admin1 Muthanna --main --sort oldest | sed -n '2s/,.*//p')
"$tocsin" correct --db "$db" --author ana --at 2024-06-01T10:00:00Z merge "$road" "$ambush" > /dev/null
check "both ids lead to one" "$(query --to csv "$road" "$ambush" | wc -l | tr -d ' ')" 2
"$tocsin" correct --db "$db" --author ana --at 2024-06-01T10:00:00Z wrong "$id" > /dev/null
finds "" --killed 12

# forms
check "words" "$(query --to table --words --actor LBY | grep -c 'Northern Wire 2020-08-03 (tripoli): Libyan army forces shelled the port of Tripoli, Libya, on Saturday, killing three workers, a hospital said.')" 1
check "words of JSON" "$(query --to jsonl --explain --actor LBY | grep -c '"words":\[{"doc":"tripoli","source":"Northern Wire","published":"2020-08-03","text":"Libyan army')" 1
check "no colours in a pipe" "$(query --to table | grep -c "$(printf '\033')")" 0
check "colours if wanted" "$([ "$(query --to table --color always | grep -c "$(printf '\033')")" -gt 0 ] && echo yes)" yes
check "no lines but those of JSON" "$(query | python3 -c 'import json, sys
for line in sys.stdin: json.loads(line)["reports"][0]["doc"]' 2>&1)" ""
check "GeoJSON is read" "$(query --to geojson --words | python3 -c 'import json, sys
f = json.load(sys.stdin)["features"]
print(sorted({g["geometry"]["type"] if g["geometry"] else None for g in f} - {None}), all(not isinstance(v, (dict, list)) for g in f for v in g["properties"].values()))')" "['LineString', 'Point'] True"
check "nothing found is a collection too" "$(query --to geojson --time 2031 | python3 -c 'import json, sys; print(json.load(sys.stdin))')" "{'type': 'FeatureCollection', 'features': []}"
check "CSV is read" "$(query --to csv --words --near Samawah | python3 -c 'import csv, sys
rows = list(csv.reader(sys.stdin)); print(len({len(r) for r in rows}), rows[0][-2:], len(rows) > 1)')" "1 ['distance_km', 'words'] True"
check "exit status when nothing is found" "$(query --time 2031 > /dev/null; echo $?)" 0
check "and a word of it" "$(grep -c 'there is no such incident' "$work/err")" 1

# trends
trend() { "$tocsin" trend --db "$db" "$@" 2> "$work/err"; }
check "by month" "$(trend --by month --to csv --type assault,protest | tr '\n' ' ')" "month,incidents 2020-07,2 2020-08,2 "
check "weeks without gaps" "$(trend --to csv --country IRQ | cut -d, -f1 | tr '\n' ' ')" "week 2020-W28 2020-W29 2020-W30 2020-W31 2020-W32 2020-W33 "
check "by country" "$(trend --by country --to csv --type assault,protest | sort | tr '\n' ' ')" "IRQ,4 LBY,1 country,incidents "
check "by actor" "$(trend --by actor --actor LBY --role perpetrator --to csv | grep -c ',1$')" 1
check "killed by type" "$(trend --by type --of killed --to csv --country LBY | tail -1)" "assault,3"
check "each" "$(trend --by month --each country --to jsonl --type assault,protest | grep -c '"month":"2020-0[78]","country":"\(IRQ\|LBY\)","incidents":[0-9]')" 4
check "bars" "$(trend --by country --type assault,protest | sed -n '1s/  */ /gp' | grep -c '^IRQ 4 █')" 1
check "a sparkline" "$(trend --by month --type assault,protest | sed -n 2p)" "██"
check "an empty trend" "$(trend --time 2031 --to csv)" "week,incidents"
trend --by week --each method --to svg > "$work/t.svg" && python3 -c 'import sys, xml.dom.minidom as m
d = m.parse(sys.argv[1]); print(d.documentElement.tagName, len(d.getElementsByTagName("rect")) > 3, "href" in open(sys.argv[1]).read())' "$work/t.svg" > "$work/svg"
check "SVG is read" "$(cat "$work/svg")" "svg True False"

# what makes no sense: exit 2, one sentence, nothing on standard output
refuses() { words=$1; shift; "$tocsin" "$@" > "$work/out" 2> "$work/err"
    check "exit status of $*" $? 2
    check "a sentence about $*" "$(grep -c -e "$words" "$work/err"), $(wc -l < "$work/err" | tr -d ' ') line, $(wc -c < "$work/out" | tr -d ' ') bytes" "1, 1 line, 0 bytes"; }
refuses "says which database" query --type assault
refuses "no such database" query --db "$work/none.db"
refuses '"asault" is no type of the codebook' query --db "$db" --type asault
refuses 'no place called "Xyzzyville"' query --db "$db" --near Xyzzyville
refuses 'no country called "Atlantis"' query --db "$db" --country Atlantis
refuses "cannot be searched for: unterminated string" query --db "$db" --text '"fuel'
refuses "cannot be searched for: .*syntax error" query --db "$db" --text 'fuel AND'
refuses "no words" query --db "$db" --text ' '
refuses "wants kilometres" query --db "$db" --near 1,2 --within 15miles
refuses "goes with --near or --along" query --db "$db" --within 15
refuses "exclude each other" query --db "$db" --near 1,2 --along "1,2;3,4"
refuses "wants two places or more" query --db "$db" --along "1,2"
refuses "SOUTH,WEST,NORTH,EAST" query --db "$db" --box 1,2,3
refuses "south below its north" query --db "$db" --box 3,2,1,4
refuses "is no day, week, month or year" query --db "$db" --time 2020-13
refuses "is no point" query --db "$db" --near 95,2
refuses "there is no incident" query --db "$db" i000000000000
refuses "goes with --near" query --db "$db" --sort nearest
refuses "is one of day|week" trend --db "$db" --by moon
refuses "each place by day" trend --db "$db" --by type --each place
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 90 ]
