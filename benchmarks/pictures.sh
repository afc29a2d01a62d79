#!/usr/bin/env bash
# Photographs, drawings, text, dithering: gain over cubic interpolation and share interpolated: pictures.sh [--scale 4]. See pictures.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/pictures.py" "$@"
