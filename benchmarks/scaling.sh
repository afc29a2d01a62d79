#!/bin/sh
# CPU seconds for a megapixel of the source, from 1 to 400, beside those for starting: scaling.sh [RECIPE] [SIDE...].
# Measures each size before and after the next larger one. Prints a table, writes a plot to target/scaling-RECIPE.svg, and fails where it is not flat within 10 % above 4
# megapixels. Needs Python 3 alone.
set -eu
recipe=${1:-resize}
if [ $# -gt 0 ]; then shift; fi
exec python3 "$(dirname "$0")/large.py" scaling "$recipe" "${@:-1000 2000 4000 10000 20000}"
