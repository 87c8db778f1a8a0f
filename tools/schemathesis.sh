#!/usr/bin/env bash
# Asks a running server everything that docs/openapi.json allows, and more, with a fixed seed: no answer may be another than the
# document promises, and none a fault.
#
#   tools/schemathesis.sh BINARY
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"

binary="$1"
seed="${LANDBRIDGE_SEED:-20140519}"
seconds="${LANDBRIDGE_FUZZ_SECONDS:-150}"
folder="$(mktemp -d)"
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"; }
trap stop EXIT

"$binary" --corridor corridors/tiny serve --demo --addr 127.0.0.1:0 --data "$folder/data" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 1 100); do
  address="$(sed -n 's|.*open at \(http://[0-9.:]*\)/.*|\1|p' "$folder/log")"
  [ -n "$address" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
cookie="$(curl -sf -o /dev/null -D - -X POST -H 'content-type: application/json' -H "origin: $address" \
  -d '{"organisation":"LYG"}' "$address/v1/session/demo" | sed -n 's/^set-cookie: \([^;]*\).*/\1/ip' | tr -d '\r')"
[ -n "$cookie" ] || { say "schemathesis: nobody could be signed in"; exit 1; }
say "schemathesis: seed $seed, at most $seconds s (replay: LANDBRIDGE_SEED=$seed tools/schemathesis.sh $binary)"
# The stream never ends; signing out would end the session that asks.
status=0
timeout "$((seconds + 60))" .tools/venv/bin/schemathesis run "$address/openapi.json" \
  --header "cookie: $cookie" --header "origin: $address" \
  --exclude-path /v1/stream --exclude-operation-id sign_out --exclude-operation-id demo_session \
  --exclude-operation-id set_password \
  --phases examples,coverage,fuzzing --max-examples 25 --max-time "$seconds" --seed "$seed" --generation-deterministic \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,negative_data_rejection \
  --workers 2 --no-color >"$folder/report" 2>&1 || status=$?
tail -n "${LANDBRIDGE_FUZZ_LINES:-60}" "$folder/report"
grep -q "landbridge:" "$folder/log" && { say "the server reported:"; grep "landbridge:" "$folder/log" | head; }
exit "$status"
