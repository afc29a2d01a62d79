#!/bin/sh
# Peak memory of each recipe at 0.25, 12 and 48 megapixels beside what `azulejo plan` says: recipes-memory.sh [RECIPE...].
# Fails where a peak is more than 1.1 times that, or above 1000 MB. Needs Python 3 alone; Linux.
set -eu
exec python3 "$(dirname "$0")/large.py" recipes "$@"
