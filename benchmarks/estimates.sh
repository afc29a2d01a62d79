#!/bin/sh
# What `azulejo plan` foresees after one run against what it takes: estimates.sh [RECIPE]. Fails above 25 %. Needs Python 3
# alone.
set -eu
exec python3 "$(dirname "$0")/large.py" estimates "${1:-photo-x2}"
