#!/usr/bin/env bash
# Each operation of a generated client, called against an independent mock server that validates requests and makes up answers:
# Prism (npm `@stoplight/prism-cli`). It needs Rust, Node 20 or later with `npx`, and a registry of npm, or Prism installed.
# It takes some minutes, most of them for compiling the clients.
#
#   prism.sh                       openapi/bolna.yaml with its overlay, then each document of tests/fixtures/apis/
#   prism.sh DOCUMENT [OVERLAY]    this document
#
# Of each operation two kinds of requests are made from the document: with what is required and no more, and with everything that
# may be there, once for each branch of its unions. Prism has to accept each request, and the client to read each answer.
# PRISM names the command of another Prism. Ends with 1 where anything failed that is not listed here.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

prism=${PRISM:-npx --yes @stoplight/prism-cli@5.16.0}
port=${PRISM_PORT:-4010}

# Where Prism is wrong: operations, and why.
#   create_batch: Prism takes each part of a form for a string (https://swagger.io/specification/v3, "Encoding Object", has an array as
#   one part for each of its elements, and an object as JSON), and says that an array and an object are missing.
declare -A wrong=([create_batch]='must be (array|object)')

folder=$(mktemp -d)
server=
stop() { [[ -z $server ]] || kill -- "-$server" 2>/dev/null || true; server=; }
trap 'stop; rm -rf "$folder"' EXIT

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

try() {
  local document=$1 overlay=${2-} out log unexpected=0
  out=$folder/$(basename "$document")
  log=$out/prism.log
  echo "== $document"
  cargo run --quiet --manifest-path xtask/trials/Cargo.toml --bin caller -- "$document" ${overlay:+"$overlay"} "$out"
  # With the versions of this workspace.
  cp Cargo.lock "$out/caller/"
  CARGO_TARGET_DIR=$folder/target cargo build --quiet --manifest-path "$out/caller/Cargo.toml"
  ! listening || { echo "error: something listens on port $port; name another with PRISM_PORT" >&2; exit 2; }
  # A process group of its own, so that npx and what it starts end together.
  set -m
  $prism mock --dynamic --port "$port" "$out/corrected.json" >"$log" 2>&1 &
  server=$!
  set +m
  for _ in $(seq 60); do listening && break; sleep 1; done
  listening || { echo "error: Prism does not start:" >&2; tail -5 "$log" >&2; exit 2; }
  "$folder/target/debug/caller" "http://127.0.0.1:$port" >"$out/calls.log" || true
  stop
  while IFS= read -r line; do
    local operation=${line#FAILED }
    operation=${operation%% *}
    local violations
    violations=$(grep -F -A1 -- "$line" "$out/calls.log" | tail -1)
    if [[ -n ${wrong[$operation]-} && $violations =~ ${wrong[$operation]} ]]; then
      echo "Prism is wrong about $operation: see the top of this script"
    else
      unexpected=$((unexpected + 1))
      grep -F -A2 -- "$line" "$out/calls.log"
    fi
  done < <(grep '^FAILED' "$out/calls.log")
  grep '^left out' "$out/calls.log" || true
  tail -1 "$out/calls.log"
  [[ $unexpected == 0 ]] && ! grep -q '^left out' "$out/calls.log"
}

status=0
if [[ $# -gt 0 ]]; then
  try "$@" || status=1
else
  try openapi/bolna.yaml openapi/overlay.yaml || status=1
  for document in tests/fixtures/apis/*.yaml; do
    try "$document" || status=1
  done
fi
exit "$status"
