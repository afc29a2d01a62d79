#!/bin/sh
# What do requests to `azulejo serve` take beside those to a plain hello world of Quarkus, in turns? api.sh [ROUNDS [SECONDS]].
# Prints a table of ratios. Needs Python 3 and wrk (apt install wrk).
set -eu
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { echo "wrk is not there: apt install wrk" >&2; exit 1; }
./mvnw -q -ntp -f benchmarks/hello/pom.xml package -DskipTests -Dspotless.check.skip
exec python3 benchmarks/api.py "${1:-5}" "${2:-10}"
