#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL server, which is there for it alone and is removed afterwards.
#
#   tools/postgres.sh COMMAND...      exits as the command does
#
# The command finds the server's address in LANDBRIDGE_TEST_POSTGRES; its user may create databases. The server listens on a
# socket in a folder of its own, never on the network. PostgreSQL refuses root, so root starts it as an unprivileged user.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"

[ $# -gt 0 ] || { say "usage: tools/postgres.sh COMMAND..."; exit 2; }

# Prints the folder of the newest installed server's programs.
find_server() {
  local folder
  while IFS= read -r folder; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { printf '%s\n' "$folder"; return 0; }
  done < <(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(dirname "$(command -v initdb || true)")" | sort -rV)
  return 1
}

# Runs a command as whoever may run a server.
as_server() {
  if [ "$(id -u)" != 0 ]; then "$@"; else runuser -u "$user" -- "$@"; fi
}

bin="$(find_server)" || { say "postgres: please install: postgresql >= 15 (tools/setup.sh test installs it)"; exit 1; }
user=postgres
id "$user" >/dev/null 2>&1 || user=nobody

folder="$(mktemp -d "${TMPDIR:-/tmp}/landbridge-postgres-XXXXXX")"
log="$folder/log"
finish() {
  as_server "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

chmod 755 "$folder"
if [ "$(id -u)" = 0 ]; then chown "$user" "$folder"; fi
cd "$folder"

# A language whose order is not that of the bytes, so that a query which relies on the database's order is found out.
as_server "$bin/initdb" -D "$folder/data" -U landbridge --auth=trust -E UTF8 --locale=C.UTF-8 \
  --locale-provider=icu --icu-locale=kk >"$folder/initdb.log" 2>&1 ||
  { tail -n 5 "$folder/initdb.log" >&2; say "postgres: initdb failed"; exit 1; }
as_server "$bin/pg_ctl" -D "$folder/data" -l "$log" -w -t 60 start \
  -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=300 -c fsync=on -c log_min_messages=fatal" \
  >/dev/null 2>&1 || { tail -n 5 "$log" >&2; say "postgres: the server did not start"; exit 1; }

cd "$root"
export LANDBRIDGE_TEST_POSTGRES="postgres://landbridge@localhost/postgres?host=$folder"
status=0
"$@" || status=$?
exit "$status"
