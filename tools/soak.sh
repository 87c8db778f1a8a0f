#!/usr/bin/env bash
# Crashes journals at 10,000 drawn points and more, and prints what came of it; then the Rust tests with many random cases.
#
#   tools/soak.sh [crashes|cases]     one of the two; both when nothing is said
#
# LANDBRIDGE_SEED replays a crash run (its seed is printed); LANDBRIDGE_CASES_TIMES (20) says how many times a usual run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"
export LANDBRIDGE_CASES_TIMES="${LANDBRIDGE_CASES_TIMES:-20}"

crashes() {
  local log=.tools/soak.log started
  mkdir -p .tools
  started="$(date +%s)"
  # SQLite: killed processes, full disks, disks that lose power or fail; PostgreSQL: killed processes, its server stays up.
  tools/postgres.sh cargo test --workspace --profile fast --test journal -- crashes:: power:: --nocapture 2>&1 |
    tee "$log" | grep -E '^crash points:|full disks:|^seed|panicked|LANDBRIDGE_SEED|test result' || true
  grep -q '^test result: ok' "$log" || { say "soak: a crash test failed, see $log"; exit 1; }
  awk -v seconds="$(($(date +%s) - started))" '
    /^crash points:/ { if (/Postgres/) postgres += $3; else sqlite += $3 }
    /records,/ { for (at = 1; at <= NF; at++) { if ($at == "records,") records += $(at - 1)
      if ($at == "acknowledged,") acknowledged += $(at - 1) } }
    END { printf "soak: %d crash points on SQLite, %d on PostgreSQL, %d records, %d acknowledged, 0 lost, 0 twice, %.0f minutes\n",
      sqlite, postgres, records, acknowledged, seconds / 60 }' "$log"
}

cases() {
  PROPTEST_CASES=5120 tools/postgres.sh cargo test --workspace --profile fast -- --skip crashes:: --skip power::
}

case "${1:-}" in
  crashes) crashes ;;
  cases) cases ;;
  "") crashes; cases ;;
  *) say "usage: tools/soak.sh [crashes|cases]"; exit 2 ;;
esac
