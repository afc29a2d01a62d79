#!/bin/sh
# Peak memory of a resize for a large result against a small one, over formats: memory.sh [SMALL_SIDE] [LARGE_SIDE].
# Fails above 1.15 times, or above 900 MB. Needs Python 3 alone.
set -eu
exec python3 "$(dirname "$0")/large.py" memory "${1:-10000}" "${2:-40000}"
