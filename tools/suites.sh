#!/usr/bin/env bash
# Runs every suite of `make check` or `make test`, also after one has failed, and prints the minutes of each.
#
#   tools/suites.sh check|test
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"

# A caller that gathers several targets into one summary names the file itself and starts it empty.
if [ -z "${TIMED_SUMMARY:-}" ]; then
  export TIMED_SUMMARY="$root/.tools/summary"
  rm -f "$TIMED_SUMMARY"
fi
timed() { tools/timed.sh "$@" || failed=1; }
in_web() { timed "$1" env -C web "${@:2}"; }
failed=0

# What every later suite stands on: without it the run ends here.
timed "$1: tools" tools/setup.sh "$1"
[ "$failed" = 1 ] && exit 1
timed "$1: web build" bash -c 'tools/web.sh --install && tools/web.sh'

case "$1" in
  check)
    timed "format" cargo fmt --all --check
    timed "tidy" cargo xtask tidy
    timed "clippy" cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS=-Dwarnings timed "docs" cargo doc --no-deps --workspace
    in_web "web types and lint" npm run --silent check
    ;;
  test)
    built=1
    tools/timed.sh "rust build" cargo build --workspace --profile fast --bin landbridge || { built=0; failed=1; }
    timed "rust tests" tools/postgres.sh cargo test --workspace --profile fast
    timed "corridor packages" .tools/venv/bin/python tools/validate_package.py corridors/tiny corridors/eurasia
    in_web "web unit tests" npm test
    # The web folder's Playwright configuration starts this server itself; an older build would prove nothing.
    case "$target" in /*) binary="$target/fast/landbridge" ;; *) binary="$root/$target/fast/landbridge" ;; esac
    if [ "$built" = 1 ]; then
      timed "API as documented" tools/schemathesis.sh "$binary"
      CHROMIUM="$(find_chromium)" LANDBRIDGE_BIN="$binary" in_web "browser tests" npx playwright test
    else
      timed "browser tests" bash -c 'echo "left out: there is no server to test"; exit 1'
    fi
    ;;
  *) say "usage: tools/suites.sh check|test"; exit 2 ;;
esac

[ -n "${TIMED_QUIET:-}" ] || tools/timed.sh --summary || true
exit "$failed"
