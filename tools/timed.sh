#!/usr/bin/env bash
# Runs a command, adds its name, minutes and result to a summary; fails as the command does.
#
#   tools/timed.sh NAME COMMAND...
#   tools/timed.sh --summary        prints the summary as a table; fails when any entry failed
#
# The summary is a file named by TIMED_SUMMARY (.tools/summary when unset).
set -euo pipefail
summary="${TIMED_SUMMARY:-.tools/summary}"
mkdir -p "$(dirname "$summary")"

if [ "${1:-}" = --summary ]; then
  printf '\n%-26s %8s  %s\n' suite minutes result
  awk -F '\t' '
    { printf "%-26s %8.1f  %s\n", $1, $2 / 60, $3; total += $2; if ($3 == "passed") good++; else bad++ }
    END { printf "%-26s %8.1f\n\nsuites: %d passed, %d failed\n", "all", total / 60, good, bad; exit bad > 0 }' "$summary"
  exit
fi

name="$1"
shift
printf '\n== %s\n' "$name"
started="$(date +%s)"
result=passed
status=0
"$@" || { status=$?; result="failed ($status)"; }
printf '%s\t%s\t%s\n' "$name" "$(($(date +%s) - started))" "$result" >>"$summary"
exit "$status"
