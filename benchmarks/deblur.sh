#!/usr/bin/env bash
# What maxim-deblur gains, and how far its tiles differ: PULLED=FOLDER deblur.sh. See deblur.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/deblur.py" "$@"
