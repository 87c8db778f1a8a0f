#!/usr/bin/env bash
# Asks landbridge, the plain scan, nigiri and vulture the same questions of the same feed; compares answers, then times.
#
#   benches/peers/run.sh [corridor|country] [seed]
#
# Not part of `make test`: it installs the peers (PyPI, crates.io) into the build folder.
# LANDBRIDGE=path     a landbridge to use instead of building one
# PEERS_SLOW=yes      also asks vulture the country with every rule made explicit (ten minutes or more)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

size="${1:-corridor}"
seed="${2:-1}"
case "$size" in
corridor) horizon=60 ;;
country) horizon=3 ;;
*)
  echo "expected corridor or country, got \`$size\`" >&2
  exit 2
  ;;
esac
here=benches/peers
target="$(realpath -m "${CARGO_TARGET_DIR:-target}")"
work="$target/peers/$size-$seed"
mkdir -p "$work"

say() { printf '\n== %s\n' "$*"; }

say "tools"
venv="$target/peers/venv"
if [[ ! -x "$venv/bin/python" ]] || ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
cargo build -q --profile fast -p lb-bench
CARGO_TARGET_DIR="$target/peers/vulture" cargo build -q --locked --release --manifest-path "$here/vulture/Cargo.toml"
vulture="$target/peers/vulture/release/peer-vulture"
landbridge="${LANDBRIDGE:-}"
if [[ -z "$landbridge" ]]; then
  cargo build -q --profile fast -p landbridge --bin landbridge
  landbridge="$target/fast/landbridge"
fi

say "feed"
"$target/fast/feed" --size "$size" --seed "$seed" --out "$work"
feed="$work/feed.zip"
queries="$work/q.csv"
split="$work/split.zip"
stops="$work/stops.csv"
"$venv/bin/python" "$here/split.py" "$feed" "$split"
"$venv/bin/python" "$here/stations.py" "$feed" "$queries" "$stops"

# One after the other: nothing else runs while one is measured.
baseline=("$target/fast/baseline" --feed "$feed" --queries "$queries" --horizon-days "$horizon")
say "brute (the reference, slow)"
# Kept while the questions are the same.
sum="$(cat "$feed" "$queries" | sha256sum)"
if [[ "$(cat "$work/brute.sum" 2>/dev/null)" != "$sum" ]]; then
  "${baseline[@]}" --by brute >"$work/brute.jsonl"
  echo "$sum" >"$work/brute.sum"
fi
say "plain scan"
"${baseline[@]}" --by plain >"$work/plain.jsonl"
answers=("brute=$work/brute.jsonl" "plain=$work/plain.jsonl")

say "landbridge"
status=0
"$landbridge" plan --timetable "$feed" --queries "$queries" --criteria arrival,rides --horizon "${horizon}d" --json \
  >"$work/landbridge.jsonl" || status=$?
# 1: some query has no answer; that is compared below.
if ((status > 1)); then
  echo "landbridge ended with $status: left out" >&2
else
  answers+=("landbridge=$work/landbridge.jsonl")
fi

say "nigiri"
"$venv/bin/python" "$here/nigiri.py" "$feed" "$stops" "$work/nigiri.jsonl" >"$work/nigiri.log" 2>&1
"$venv/bin/python" "$here/nigiri.py" "$split" "$stops" "$work/nigiri-split.jsonl" --split >>"$work/nigiri.log" 2>&1
answers+=("nigiri=$work/nigiri.jsonl" "nigiri, split feed=$work/nigiri-split.jsonl")

say "vulture"
"$vulture" "$feed" "$stops" "$work/vulture.jsonl"
answers+=("vulture=$work/vulture.jsonl")
if [[ "$size" == corridor || "${PEERS_SLOW:-no}" == yes ]]; then
  "$vulture" "$split" "$stops" "$work/vulture-split.jsonl" --split
  answers+=("vulture, split feed=$work/vulture-split.jsonl")
fi

say "answers, then times"
"$venv/bin/python" "$here/compare.py" "$queries" "$feed" "${answers[@]}"
