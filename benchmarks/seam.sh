#!/usr/bin/env bash
# Which halo a model needs whose receptive field is too wide for one: PULLED=FOLDER seam.sh x4plus. See seam.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/seam.py" "$@"
