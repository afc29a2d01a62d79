#!/usr/bin/env bash
# What should run before SPAN, and does auto choose it? restore.sh [--engine ort] [--scale 4] [--format webp]. See restore.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/restore.py" "$@"
