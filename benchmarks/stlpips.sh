#!/usr/bin/env bash
# Runs stlpips.py in a Python with torch: TORCH_PYTHON, or one that is made under target/ at first, of 5 GB.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
torch=$here/../lab/quality/reference/requirements.txt
place=$here/target/stlpips-$(cat "$here/stlpips.txt" "$torch" | sha256sum | cut -c1-16)
python=${TORCH_PYTHON:-$place/venv/bin/python}
mkdir -p "$place"
if [[ ! -x "$python" ]]; then
    "${PYTHON:-python3}" -m venv "$place/venv"
    "$python" -m pip install --quiet --require-hashes --only-binary=:all: -r "$torch" >&2
fi
if [[ ! -d "$place/package" ]]; then
    "$python" -m pip download --quiet --require-hashes --no-deps --only-binary=:all: -d "$place" -r "$here/stlpips.txt" >&2
    "$python" -m zipfile -e "$place"/stlpips_pytorch-*.whl "$place/unpacked"
    mv "$place/unpacked" "$place/package"
fi
PYTHONPATH=$place/package OMP_NUM_THREADS=1 exec "$python" "$here/stlpips.py" "$@"
