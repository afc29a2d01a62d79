#!/usr/bin/env python3
"""Which halo does a model need whose receptive field is too wide for one? Prints, for each width, by how many grey levels a tile
differs from the whole image further than that from the cut, at most, over several pictures, cut in two.

usage: PULLED=FOLDER seam.py x4plus          FOLDER holds x4plus/model.onnx
"""

import sys

import numpy as np

from model import Model, to_tensor
from patterns import compressed, dark, noisy, text
from photographs import NAMES, photograph

WIDTH, HEIGHT = 384, 96
HALOS = (16, 32, 48, 56, 64, 72, 80, 88, 96, 104, 112, 128)


def pictures() -> dict[str, np.ndarray]:
    images = {}
    for name in NAMES:
        whole = photograph(name)
        left, top = (whole.width - WIDTH) // 2, (whole.height - HEIGHT) // 3
        images[name] = np.asarray(whole.crop((left, top, left + WIDTH, top + HEIGHT)))
    chelsea = images["chelsea.png"]
    upright = chelsea.transpose(1, 0, 2)
    return {
        **images,
        "noise, q40": compressed(noisy(chelsea)),
        "dark": dark(chelsea),
        "text": text(14, WIDTH, HEIGHT),
        "chelsea, upright": upright,
    }


def errors(model: Model, image: np.ndarray) -> list[float]:
    """For each halo, the largest error of the two halves of an image, in grey levels, by their distance from the cut."""
    whole, largest = model.run(image), []
    axis = 3 if image.shape[3] > image.shape[2] else 2
    for half, wanted in zip(np.split(image, 2, axis), np.split(whole, 2, axis)):
        error = np.abs(np.clip(model.run(np.ascontiguousarray(half)), 0, 1) - np.clip(wanted, 0, 1))
        by_distance = 255 * np.moveaxis(error, axis, 0).reshape(wanted.shape[axis], -1).max(axis=1)
        largest.append(by_distance if largest else by_distance[::-1])
    return [float(max(half[halo * model.scale :].max() for half in largest)) for halo in HALOS]


def main() -> None:
    model = Model(sys.argv[1])
    print(f"{'halo':18}", *(f"{halo:7}" for halo in HALOS), flush=True)
    for name, pixels in pictures().items():
        print(f"{name:18}", *(f"{error:7.3f}" for error in errors(model, to_tensor(pixels))), flush=True)


if __name__ == "__main__":
    main()
