#!/usr/bin/env bash
# Measures what a model card claims: card.sh span-x2. See card.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/card.py" "$@"
