#!/usr/bin/env bash
# One page of 40 damaged pictures and what each choice makes of them: gallery.sh FOLDER [--choice auto] [--verdicts verdicts.json]. See gallery.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
exec "$python" "$here/gallery.py" "$@"
