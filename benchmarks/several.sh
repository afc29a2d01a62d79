#!/usr/bin/env bash
# How much sooner small files are done when several are enhanced at once: several.sh [RUNS]. Wants a quiet machine.
set -euo pipefail
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/environment.sh"
exec "$python" "$here/several.py" "$@"
