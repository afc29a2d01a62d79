#!/usr/bin/env bash
# Our strip encoders beside libvips, which writes the same pixels: stitch.sh [SIDE] [ROUNDS] [WORD]. Prints a table for the README.
#   SIDE=8000   of the square image, in pixels
#   ROUNDS=5    that count
#   WORD        of the rows that are wanted, such as JPEG
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-1048576}" # as ./azulejo has it
exec ./mvnw -q -ntp -pl imaging -am process-test-classes -Dspotless.check.skip \
  -Dstitch.skip=false -Dstitch.side="${1:-8000}" -Dstitch.rounds="${2:-5}" -Dstitch.word="${3:-}"
