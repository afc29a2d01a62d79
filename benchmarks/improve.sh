#!/usr/bin/env bash
# Does the laboratory find what a model does badly, and mend it? 200 hard cases among 2,000: improve.sh FOLDER --apart FOLDER|SET. See improve.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
exec "$python" "$here/improve.py" "$@"
