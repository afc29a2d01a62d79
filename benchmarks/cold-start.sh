#!/bin/sh
# Compares ways to start a function of the pipeline: cold-start.sh [ROUNDS]. Prints a table for the README.
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-7}
# Packages the functions and runs ColdStartBenchmark on the class path of their tests.
exec ./mvnw -q -ntp -pl functions/pipeline -am package -DskipTests -Dspotless.check.skip \
  -Dcold-start.skip=false -Dcold-start.rounds="$rounds"
