#!/bin/sh
# How much memory does `azulejo serve` take with many streams of events open, and while many clients upload photographs of
# 24 megapixels at once? serve-memory.sh [STREAMS [CLIENTS]]. Prints a table. Needs Python 3 and Linux.
set -eu
cd "$(dirname "$0")/.."
exec python3 benchmarks/serve-memory.py "${1:-500}" "${2:-20}"
