#!/usr/bin/env bash
# Six pictures that enlarging once made worse, side by side with bicubic and earlier results: bad.sh [--before FOLDER]. See bad.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
exec "$python" "$here/bad.py" "$@"
