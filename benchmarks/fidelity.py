#!/usr/bin/env python3
"""How much nearer to the original than bicubic enlargement does photo-x2, photo-x4 come?

The three photographs of docs/images are reduced by Pillow's bicubic filter, enlarged again, and compared with what they were.
Prints PSNR in dB and fails below the targets.

usage: fidelity.py                            the command line of $AZULEJO (./azulejo)
       fidelity.py --engine ort               the models themselves: ONNX Runtime on the whole image, no tiles
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from model import Model, to_pixels, to_tensor
from photographs import NAMES, cropped, photograph, psnr, reduced

TARGETS = {2: 3.42, 4: 1.86}  # dB over bicubic; the models themselves reach 3.45 and 1.88
Enlarge = Callable[[Image.Image], Image.Image]


class WholeImage:
    def __init__(self, model: Model):
        self._model = model

    def __call__(self, image: Image.Image) -> Image.Image:
        return Image.fromarray(to_pixels(self._model.run(to_tensor(np.asarray(image)))))


class CommandLine:
    def __init__(self, command: str, recipe: str):
        self._command, self._recipe = shlex.split(command), recipe

    def __call__(self, image: Image.Image) -> Image.Image:
        with tempfile.TemporaryDirectory() as folder:
            source, result = Path(folder, "in.png"), Path(folder, "out.png")
            image.save(source)
            options = ["--recipe", self._recipe, "--overwrite", "--quiet"]
            subprocess.run([*self._command, "enhance", source, "-o", result, *options], check=True)
            with Image.open(result) as enlarged:
                return enlarged.convert("RGB")


def gains(scale: int, enlarge: Enlarge) -> float:
    """Prints a line for each photograph and their means; returns the mean gain over bicubic in dB."""
    bicubic, enhanced = [], []
    for name in NAMES:
        original = cropped(photograph(name), scale)
        small = reduced(original, scale)
        bicubic.append(psnr(original, small.resize(original.size, Image.Resampling.BICUBIC)))
        enhanced.append(psnr(original, enlarge(small)))
        print(f"x{scale} {name:14} bicubic {bicubic[-1]:6.3f}  enhanced {enhanced[-1]:6.3f}  {enhanced[-1] - bicubic[-1]:+.3f} dB")
    gain = statistics.mean(enhanced) - statistics.mean(bicubic)
    print(f"x{scale} {'mean':14} bicubic {statistics.mean(bicubic):6.3f}  enhanced {statistics.mean(enhanced):6.3f}  {gain:+.3f} dB")
    return gain


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engine", choices=["azulejo", "ort"], default="azulejo")
    arguments.add_argument("--scale", type=int, choices=sorted(TARGETS), action="append")
    options = arguments.parse_args()
    missed = []
    for scale in options.scale or sorted(TARGETS):
        command = os.environ.get("AZULEJO", "./azulejo")
        enlarge = WholeImage(Model(f"span-x{scale}")) if options.engine == "ort" else CommandLine(command, f"photo-x{scale}")
        if gains(scale, enlarge) < TARGETS[scale]:
            missed.append(scale)
    for scale in missed:
        print(f"x{scale} gains less than {TARGETS[scale]} dB", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
