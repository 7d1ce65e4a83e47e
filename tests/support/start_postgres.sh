#!/bin/sh
# Start a throw-away PostgreSQL on loopback and print the URL of an empty database in it; everything else goes to stderr.
# Installs the server with apt when it is missing. Ends with: start_postgres.sh stop FOLDER
#
#   export COSCIENTIST_TEST_POSTGRES_URL="$(tests/support/start_postgres.sh)"
#
# POSTGRES_FOLDER (default: a new folder in /tmp) and POSTGRES_PORT (default 54329) may be set.
set -eu

server_programs() {
    # Debian keeps them out of PATH.
    programs="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
    if [ -z "$programs" ] && command -v initdb >/dev/null; then programs="$(dirname "$(command -v initdb)")"; fi
    printf '%s' "$programs"
}

as_postgres() {
    # The server refuses to run as root.
    if [ "$(id -u)" -eq 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}

if [ "${1:-}" = stop ]; then
    test -f "$2/data/PG_VERSION" || { echo "$2 is no folder of this script." >&2; exit 2; }
    as_postgres "$(server_programs)/pg_ctl" -D "$2/data" -m immediate stop >&2
    rm -rf "$2"
    exit 0
fi

if [ -z "$(server_programs)" ]; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends postgresql; } >&2
fi
bin="$(server_programs)"
port="${POSTGRES_PORT:-54329}"
folder="${POSTGRES_FOLDER:-$(mktemp -d /tmp/coscientist-postgres.XXXXXX)}"
mkdir -p "$folder"
if [ "$(id -u)" -eq 0 ]; then chown postgres: "$folder"; fi

if [ ! -d "$folder/data" ]; then
    as_postgres "$bin/initdb" -D "$folder/data" -U coscientist --auth=trust --encoding=UTF8 --locale=C.UTF-8 >&2
fi
as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" start >&2
as_postgres "$bin/psql" -h 127.0.0.1 -p "$port" -U coscientist -d postgres -qc "CREATE DATABASE coscientist_test" >&2 ||
    echo "The database is already there." >&2
echo "Stop it with: $0 stop $folder" >&2
echo "postgresql+psycopg://coscientist@127.0.0.1:$port/coscientist_test"
