#!/usr/bin/env bash
# Brings the pictures of the gate's set beside this script: fetch.sh [--clones FOLDER]. See fetch.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$here/environment.sh"
exec "$python" "$here/gate/fetch.py" "$@"
