# Sourced by every script: the repository's root as working folder, private tools first in PATH.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
export PATH="$root/.tools/bin:$PATH"
# rustup's folder is not in the PATH of a shell that was open before it was installed.
command -v cargo >/dev/null 2>&1 || PATH="$PATH:$HOME/.cargo/bin"
export npm_config_update_notifier=false
target="${CARGO_TARGET_DIR:-target}"

# Says what happens, on standard error, in one line.
say() { printf '%s\n' "$*" >&2; }

# Finds a Chromium or Chrome that can be started.
find_chromium() {
  local name
  for name in ${CHROMIUM:-} chromium google-chrome google-chrome-stable chromium-browser; do
    # Ubuntu's `chromium-browser` without snap prints a hint instead of a version.
    if command -v "$name" >/dev/null 2>&1 && "$name" --version 2>/dev/null | grep -qE '[0-9]+\.[0-9]+'; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}
