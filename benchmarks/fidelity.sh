#!/usr/bin/env bash
# How much nearer to the original than bicubic enlargement: fidelity.sh [--engine ort] [--scale 2]. See fidelity.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/fidelity.py" "$@"
