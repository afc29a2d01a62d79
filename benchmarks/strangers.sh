#!/bin/sh
# What does `azulejo serve` answer to requests that nobody would write? strangers.sh [PER_OPERATION [SEED]].
# Schemathesis makes them from docs/openapi.json, right ones and wrong ones, and holds each answer against it by all of its checks.
# AZULEJO is the command, if it is another. Ends with 1 and the requests where something is found; prints how many were sent. Needs Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
per_operation=${1:-100}
seed=${2:-1}
tools=$here/target/strangers
[ -x "$tools/bin/schemathesis" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install -q schemathesis==4.32.5; }
folder=$(mktemp -d)
${AZULEJO:-./azulejo} serve --port 0 --data "$folder/data" >"$folder/log" 2>&1 &
server=$!
trap 'kill $server; wait $server || true; rm -rf "$folder"' EXIT
while ! grep -q '#key=' "$folder/log"; do kill -0 $server || { cat "$folder/log"; exit 1; }; sleep 0.2; done
address=$(sed -n 's|.*open \(http://[^/]*\)/#key=.*|\1|p' "$folder/log")
key=$(sed -n 's|.*#key=\(azl_[0-9a-v]*\).*|\1|p' "$folder/log")
# Arenas are opened by keys of judges, which no header for all requests can be.
cd "$folder" # it keeps notes where it runs
"$tools/bin/schemathesis" --config-file "$here/benchmarks/strangers.toml" run "$here/docs/openapi.json" --url "$address" \
  -H "Authorization: Bearer $key" --exclude-path-regex '^/v1/arenas/' --checks all --max-examples "$per_operation" --seed "$seed" \
  --continue-on-failure --request-timeout 70 --suppress-health-check all
