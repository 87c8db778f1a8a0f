#!/usr/bin/env bash
# Builds the screens into web/dist, unless they are up to date.
#
#   tools/web.sh            install packages and build what changed
#   tools/web.sh --stale    exit 0 when a build is needed, 1 when not; changes nothing
#   tools/web.sh --install  install packages only
#
# web/dist carries the checksum of what it was built from, so a source archive with built assets needs no node,
# whatever its files' dates are. Without the checksum, the dates decide.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"

stamp=web/dist/.inputs
packages_stamp=web/node_modules/.package-lock.stamp

inputs() {
  local folders=(web)
  [ -f docs/openapi.json ] && folders+=(docs/openapi.json)
  find "${folders[@]}" \( -name node_modules -o -name dist -o -name tests -o -name e2e -o -name test-results \
    -o -name playwright-report \) -prune -o -type f ! -name '*.test.ts' ! -name '*.test.tsx' ! -name '*.md' \
    ! -name 'playwright.config.*' -print | LC_ALL=C sort
}

checksum() { inputs | tr '\n' '\0' | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1; }

is_stale() {
  [ -f web/dist/index.html ] || return 0
  if [ -f "$stamp" ]; then
    [ "$(cat "$stamp")" != "$(checksum)" ]
  else
    local file
    while IFS= read -r file; do
      [ "$file" -nt web/dist/index.html ] && return 0
    done < <(inputs)
    return 1
  fi
}

install_packages() {
  [ -f web/package-lock.json ] || { say "web: expected web/package-lock.json"; exit 1; }
  cmp -s web/package-lock.json "$packages_stamp" && return 0
  say "web: installing packages (npm ci)"
  (cd web && npm ci --no-fund --no-audit --loglevel=error)
  cp web/package-lock.json "$packages_stamp"
}

case "${1:-}" in
  --stale) is_stale ;;
  --install) install_packages ;;
  "")
    if ! is_stale; then
      say "web: up to date"
      exit 0
    fi
    install_packages
    say "web: building"
    (cd web && npm run --silent build)
    checksum >"$stamp"
    ;;
  *) say "usage: tools/web.sh [--stale|--install]"; exit 2 ;;
esac
