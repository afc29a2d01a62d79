#!/usr/bin/env python3
"""Brings the pictures of set.json, which are too many for this repository, and checks each by its SHA-256.

usage: fetch.py [--clones FOLDER]

They come from public repositories, each at the commit that set.json names; with --clones, from clones that you have: FOLDER/{name of the
repository}. What is there already is not fetched again. Parts of photographs are cut with Pillow as pinned in ../requirements.txt and written as PNG
without compression, so that their bytes hang on no library's idea of packing. fetch.sh makes an environment with it.
"""

import argparse
import hashlib
import io
import json
import struct
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zlib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HOST = "https://raw.githubusercontent.com"
SECONDS = 60
MOST_STORED = 65_535  # bytes of a block that deflate does not pack (RFC 1951, 3.2.4)


def fetched(source: dict, clones: Path | None) -> bytes:
    """The file as it is in its repository; without one, in this."""
    if "repository" not in source:
        return (ROOT / source["path"]).read_bytes()
    owner_and_name, commit, path = source["repository"], source["commit"], source["path"]
    if clones:
        clone = clones / owner_and_name.split("/")[1]
        return subprocess.run(["git", "-C", clone, "cat-file", "blob", f"{commit}:{path}"], check=True, capture_output=True).stdout
    address = f"{HOST}/{owner_and_name}/{commit}/{urllib.parse.quote(path)}"
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        return answer.read()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def stored(content: bytes) -> bytes:
    """A zlib stream that packs nothing."""
    stream = bytearray(b"\x78\x01")
    for start in range(0, len(content), MOST_STORED):
        block = content[start : start + MOST_STORED]
        stream += struct.pack("<BHH", start + MOST_STORED >= len(content), len(block), len(block) ^ 0xFFFF) + block
    return bytes(stream) + struct.pack(">I", zlib.adler32(content))


def cut(photograph: bytes, left: int, top: int, width: int, height: int) -> bytes:
    """Part of a photograph as PNG, each pixel as it was decoded."""
    with Image.open(io.BytesIO(photograph)) as opened:
        pixels = opened.convert("RGB").crop((left, top, left + width, top + height)).tobytes()
    rows = b"".join(b"\0" + pixels[start : start + 3 * width] for start in range(0, len(pixels), 3 * width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", stored(rows)) + chunk(b"IEND", b"")


def picture(image: dict, clones: Path | None) -> bytes:
    source = image["from"]
    content = fetched(source, clones)
    return cut(content, *source["part"]) if "part" in source else content


def bring(image: dict, clones: Path | None) -> str | None:
    """Returns what went wrong."""
    target = HERE / image["file"]
    if target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == image["sha256"]:
        return None
    try:
        content = picture(image, clones)
    except (urllib.error.URLError, TimeoutError, OSError, subprocess.CalledProcessError) as failure:
        return f"{image['file']}: {image['from']['path']} cannot be had: {failure}"
    if hashlib.sha256(content).hexdigest() != image["sha256"]:
        return f"{image['file']}: it is not the picture that the set was made with; is Pillow the one that ../requirements.txt pins?"
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(content)
    part.replace(target)
    return None


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--clones", type=Path)
    clones = arguments.parse_args().clones
    images = json.loads((HERE / "set.json").read_text())["images"]
    wrong = []
    for number, image in enumerate(images, 1):
        failure = bring(image, clones)
        if failure:
            wrong.append(failure)
            print(failure, file=sys.stderr)
        if sys.stderr.isatty():
            print(f"\r{number} of {len(images)}", end="\n" if number == len(images) else "", file=sys.stderr)
    print(f"{len(images) - len(wrong)} of {len(images)} pictures are in {HERE / 'pictures'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
