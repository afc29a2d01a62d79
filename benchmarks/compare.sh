#!/usr/bin/env bash
# Azulejo beside its peers: compare.sh [speed|overhead|recipes] [--image astronaut|mosaic] [--rounds 5] [--tile 288]. See README.md.
#   AZULEJO="./azulejo"   the command, from the root of the repository; "none": the peers alone
#   PEERS="ort ncnn"      which peers; exact: Azulejo itself, with --precision exact; openvino: that with --engine openvino;
#                         ort288: Python on tiles of 288, as it was measured when goals were set
#   PLAIN=FOLDER          ONNX Runtime from Python with the graphs there, as models/convert/run.sh --plain makes them
#   PNG_LEVEL=1           of the peers' deflater
#   PYTHON=python3        3.11 or newer
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
cd "$here/.."
exec "$python" "$here/compare.py" "$@"
