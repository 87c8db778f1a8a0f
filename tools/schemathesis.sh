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
cookie="$(.tools/venv/bin/python - "$address" <<'PYTHON'
import sys
import urllib.request

address = sys.argv[1]
headers = {"content-type": "application/json", "origin": address}
body = b'{"organisation":"LYG"}'
request = urllib.request.Request(f"{address}/v1/session/demo", body, headers)
print(urllib.request.urlopen(request).headers["set-cookie"].split(";")[0])
PYTHON
)"
[ -n "$cookie" ] || { say "schemathesis: nobody could be signed in"; exit 1; }
say "schemathesis: seed $seed, at most $seconds s (replay: LANDBRIDGE_SEED=$seed tools/schemathesis.sh $binary)"
# The stream never ends; signing out would end the session that asks; webhooks would be sent to addresses that are made up.
ask() {
  timeout "$((seconds + 60))" .tools/venv/bin/schemathesis run "$address/openapi.json" \
    --header "cookie: $cookie" --header "origin: $address" \
    --exclude-path /v1/stream --exclude-operation-id sign_out --exclude-operation-id demo_session \
    --exclude-operation-id set_password --exclude-operation-id add_webhook --exclude-operation-id change_webhook --exclude-operation-id ping_webhook \
    --phases examples,coverage,fuzzing --max-examples 25 --max-time "$seconds" --seed "$seed" --generation-deterministic \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --workers "$1" --no-color >"$folder/report" 2>&1
}
status=0
ask 2 || status=$?
# An error of the asking program itself is no answer of the server (its threads meet in the parser of Python 3.11, which then reports
# a recursion depth mismatch): it is told, and asked once more by one thread.
if [ "$status" -ne 0 ] && grep -q "Runtime Error" "$folder/report" && ! grep -q "= FAILURES =" "$folder/report"; then
  sed -n '/= ERRORS =/,/= WARNINGS =/p' "$folder/report" | cut -c1-200 | head -40
  status=0
  ask 1 || status=$?
fi
tail -n "${LANDBRIDGE_FUZZ_LINES:-60}" "$folder/report"
grep -q "landbridge:" "$folder/log" && { say "the server reported:"; grep "landbridge:" "$folder/log" | head; }
exit "$status"
