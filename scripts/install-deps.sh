#!/bin/sh
# scripts/install-deps.sh [check] - what a bare Debian 12 lacks for a build (and for the tests).
# Looks first and asks apt-get only for what is missing; on other systems it names what to install.
set -u
missing=
lacks() { missing="$missing $1"; }
tool() { command -v "$1" > /dev/null 2>&1 || lacks "$2"; }
module() { pkg-config --exists "$1" 2> /dev/null || lacks "$2"; }

if ! command -v cc > /dev/null 2>&1 || ! command -v c++ > /dev/null 2>&1; then lacks build-essential; fi
tool cmake cmake
tool ninja ninja-build
tool pkg-config pkg-config
module libxml-2.0 libxml2-dev
module uchardet libuchardet-dev
module yajl libyajl-dev
module libzstd libzstd-dev
module sqlite3 libsqlite3-dev
module libcrypto libssl-dev
[ -e /usr/include/cld2/public/compact_lang_det.h ] || lacks libcld2-dev
# npm fetches place names; the package is called the same where Node comes from elsewhere.
tool npm npm
[ -e /etc/ssl/certs/ca-certificates.crt ] || lacks ca-certificates
if [ "${1:-}" = check ]; then
    tool python3 python3
    tool xmllint libxml2-utils
    tool ogrinfo gdal-bin
    python3 -c 'import jsonschema' 2> /dev/null || lacks python3-jsonschema
fi
[ -z "$missing" ] && exit 0

if ! command -v apt-get > /dev/null 2>&1; then
    echo "tocsin needs these packages (names as in Debian 12); please install them:$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo > /dev/null 2>&1 && { sudo -n true 2> /dev/null || [ -t 0 ]; }; then
    as_root="sudo -E"
else
    echo "These packages are missing, and only root may install them. Please ask for:" >&2
    echo "    apt-get install$missing" >&2
    exit 1
fi
echo "Installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -qq update && $as_root apt-get -qq install -y --no-install-recommends $missing > /dev/null || {
    echo "apt-get could not install them; see its words above." >&2
    exit 1
}
