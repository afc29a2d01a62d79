#!/usr/bin/env bash
# How busy the cloud worker keeps a device that is as fast as we say: rig.sh [SPEEDS] [SECONDS] [SHARD_TILES]. Prints a table for
# the README.
#   SPEEDS=30,100,400   of the device, in output megapixels a second
#   SECONDS=20          that each is measured
#   SHARD_TILES=0       most tiles of a shard; 0 as planned
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}" # as the worker's script has it
exec ./mvnw -q -ntp -pl gpu-batch-worker -am process-test-classes -Dspotless.check.skip \
  -Drig.skip=false -Drig.speeds="${1:-30,100,400}" -Drig.seconds="${2:-20}" -Drig.shard-tiles="${3:-0}"
