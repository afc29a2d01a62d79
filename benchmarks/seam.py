#!/usr/bin/env python3
"""Which halo does a model need whose receptive field is too wide for one? Prints, for each width, by how many grey levels a tile
differs from the whole image further than that from the cut, at most, over several pictures cut across and down.

usage: PULLED=FOLDER seam.py x4plus          FOLDER holds x4plus/model.onnx
"""

import sys

import numpy as np

from model import Model, to_tensor
from patterns import compressed, dark, noisy, text
from photographs import NAMES, photograph

WIDTH, HEIGHT = 256, 192
HALOS = (8, 16, 24, 32, 40, 48, 56, 64, 72, 80)


def pictures() -> dict[str, np.ndarray]:
    images = {}
    for name in NAMES:
        whole = photograph(name)
        left, top = (whole.width - WIDTH) // 2, (whole.height - HEIGHT) // 3
        images[name] = np.asarray(whole.crop((left, top, left + WIDTH, top + HEIGHT)))
    chelsea = images["chelsea.png"]
    return {**images, "noise, q40": compressed(noisy(chelsea)), "dark": dark(chelsea), "text": text(14, WIDTH, HEIGHT)}


def errors(model: Model, image: np.ndarray) -> list[float]:
    """For each halo, the largest error of four tiles that end in the middle of the image, in grey levels."""
    whole = model.run(image)
    largest = [0.0] * len(HALOS)
    for axis in (2, 3):
        half = image.shape[axis] // 2
        for start, end in ((0, half), (half, 2 * half)):
            part = [slice(None)] * 4
            part[axis] = slice(start, end)
            wanted = list(part)
            wanted[axis] = slice(start * model.scale, end * model.scale)
            error = np.abs(model.run(np.ascontiguousarray(image[tuple(part)])) - whole[tuple(wanted)])
            across = np.moveaxis(np.clip(255 * error, 0, 255), axis, 0).reshape(half * model.scale, -1).max(axis=1)
            from_cut = across[::-1] if start == 0 else across
            largest = [max(most, float(from_cut[halo * model.scale :].max())) for most, halo in zip(largest, HALOS)]
    return largest


def main() -> None:
    model = Model(sys.argv[1])
    print(f"{'halo':16}", *(f"{halo:7}" for halo in HALOS), flush=True)
    for name, pixels in pictures().items():
        print(f"{name:16}", *(f"{error:7.3f}" for error in errors(model, to_tensor(pixels))), flush=True)


if __name__ == "__main__":
    main()
