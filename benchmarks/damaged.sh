#!/usr/bin/env bash
# Is auto ever worse than plain interpolation? 200 damaged pictures: damaged.sh FOLDER [--scale 2] [--every 5] [--against OLD]. See damaged.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
exec "$python" "$here/damaged.py" "$@"
