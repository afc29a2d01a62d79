#!/usr/bin/env python3
"""What becomes of photographs, and of what screens, drawing programs and printers make?

Each picture of benchmarks/pictures, and of docs/images, is reduced, enlarged by auto, and compared with what it was, beside SPAN without
its guard and Pillow's bicubic. Photographs are reduced by Pillow's bicubic, what was drawn by averaging; of pixels/ each pixel is meant, and
is repeated. Prints gains in dB and the share of pixels that were interpolated. Fails where a photograph has lost more than 0.003 dB by the
guard, or anything else is worse than bicubic.

usage: pictures.py [--scale 2] [--bicubic]    the command line of $AZULEJO (./azulejo); --bicubic reduces drawings so, too
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from model import Model, to_pixels, to_tensor
from photographs import FOLDER as PHOTOGRAPHS
from photographs import NAMES, cropped, psnr, reduced

FOLDER = Path(__file__).resolve().parent / "pictures"
LOSS = 0.003  # dB: less than the third digit shows


def pictures() -> list[tuple[str, Path]]:
    found = [("photographs", PHOTOGRAPHS / name) for name in NAMES]
    for kind in ("photographs", "drawn", "pixels"):
        found += [(kind, path) for path in sorted((FOLDER / kind).iterdir())]
    return found


def pair(kind: str, path: Path, scale: int, bicubic: bool) -> tuple[Image.Image, Image.Image]:
    """What it was, and what is to be enlarged."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    if kind == "pixels":
        return image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST), image
    original = cropped(image, scale)
    return original, reduced(original, scale) if kind == "photographs" or bicubic else original.reduce(scale)


def enlarged(folder: Path, sources: dict[str, Image.Image], scale: int) -> tuple[dict[str, Image.Image], dict[str, str]]:
    """All by one command; with the share of each that was interpolated."""
    for name, image in sources.items():
        image.save(folder / f"{name}.png")
    command = [*shlex.split(os.environ.get("AZULEJO", "./azulejo")), "enhance", *[folder / f"{name}.png" for name in sources]]
    options = ["-o", folder / "out", "--recipe", "auto", "--scale", str(scale), "--overwrite", "--quiet", "--report", folder / "report.json"]
    subprocess.run([*command, *options], check=True)
    results, shares = {}, {}
    for row in json.loads((folder / "report.json").read_text()):
        name = Path(row["file"]).stem
        said = [warning.split(" of the picture")[0] for warning in row["warnings"] if " of the picture" in warning]
        shares[name] = said[0] if said else "0" if row["models"] else "100 %"
    for name in sources:
        path = folder / "out" / f"{name}.png"
        with Image.open(path) as result:
            results[name] = result.convert("RGB")
    return results, shares


def compare(scale: int, bicubic: bool) -> list[str]:
    """Prints a line for each picture; returns what is not as it should be."""
    pairs = {path.stem: (kind, *pair(kind, path, scale, bicubic)) for kind, path in pictures()}
    model = Model(f"span-x{scale}")
    wrong, gains = [], {}
    with tempfile.TemporaryDirectory() as folder:
        results, shares = enlarged(Path(folder), {name: source for name, (_, _, source) in pairs.items()}, scale)
    for name, (kind, original, source) in pairs.items():
        base = psnr(original, source.resize(original.size, Image.Resampling.BICUBIC))
        alone = psnr(original, Image.fromarray(to_pixels(model.run(to_tensor(np.asarray(source)))))) - base
        gain = psnr(original, results[name]) - base
        gains.setdefault(kind, []).append(gain)
        print(f"x{scale} {kind:11} {name:16} bicubic {base:6.3f}  SPAN {alone:+7.3f}  enhanced {gain:+7.3f} dB  interpolated {shares[name]}")
        if (kind == "photographs" and gain < alone - LOSS) or (kind != "photographs" and gain < 0):
            wrong.append(f"x{scale} {name}")
    for kind, all_gains in gains.items():
        print(f"x{scale} {kind:11} {'mean':16} {statistics.mean(all_gains):+.3f} dB, worst {min(all_gains):+.3f}")
    return wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--scale", type=int, choices=[2, 4], action="append")
    arguments.add_argument("--bicubic", action="store_true")
    options = arguments.parse_args()
    wrong = [name for scale in options.scale or [2, 4] for name in compare(scale, options.bicubic)]
    for name in wrong:
        print(f"{name} came out worse", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
