#!/usr/bin/env python3
"""What maxim-deblur gains on photographs that motion has blurred, what it does to a sharp one, and how far two of its tiles differ.

usage: PULLED=FOLDER deblur.py          FOLDER holds maxim-deblur/model.onnx
"""

import math

import numpy as np

from model import Model, to_tensor
from photographs import NAMES, photograph

SIDE = 256
TILE, UNIT = 384, 64
MOTION_PX, ANGLE = 11, math.atan2(1, 2)


def motion() -> np.ndarray:
    """A line of 11 pixels, each point of it shared among the four pixels around."""
    kernel = np.zeros((15, 15))
    for along in np.linspace(-1, 1, 401):
        x, y = (7 + (MOTION_PX - 1) / 2 * along * part for part in (math.cos(ANGLE), math.sin(ANGLE)))
        left, top = int(x), int(y)
        for row, of_row in ((top, top + 1 - y), (top + 1, y - top)):
            for column, of_column in ((left, left + 1 - x), (left + 1, x - left)):
                kernel[row, column] += of_row * of_column
    return kernel / kernel.sum()


def blurred(pixels: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    half = len(kernel) // 2
    wide = np.pad(pixels.astype(np.float64), ((half, half), (half, half), (0, 0)), mode="symmetric")
    summed = sum(
        kernel[-1 - row, -1 - column] * wide[row : row + pixels.shape[0], column : column + pixels.shape[1]]
        for row in range(len(kernel))
        for column in range(len(kernel))
    )
    return np.round(summed).astype(np.uint8)


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / np.mean((one.astype(np.float64) - other) ** 2)))


def made(model: Model, pixels: np.ndarray) -> np.ndarray:
    return 255 * np.clip(model.run(to_tensor(pixels))[0].transpose(1, 2, 0), 0, 1)


def middle(pixels: np.ndarray) -> np.ndarray:
    top, left = ((length - SIDE) // 2 for length in pixels.shape[:2])
    return np.ascontiguousarray(pixels[top : top + SIDE, left : left + SIDE])


def print_gains(model: Model) -> None:
    for name in NAMES:
        sharp = np.asarray(photograph(name))
        before, wanted = middle(blurred(sharp, motion())), middle(sharp)
        print(f"{name}: {psnr(before, wanted):.2f} dB, {psnr(np.round(made(model, before)), wanted):.2f} after", flush=True)
    sharp = middle(np.asarray(photograph("chelsea.png")))
    print(f"chelsea.png, sharp: {psnr(made(model, sharp), sharp):.2f} dB to the source", flush=True)


def print_seams(model: Model) -> None:
    pixels = blurred(np.asarray(photograph("rocket.jpg")), motion())[30 : 30 + TILE]
    one = made(model, np.ascontiguousarray(pixels[:, :TILE]))
    print("units  overlap  differ by at most, mean  step of the ramp at most, mean")
    for units in (1, 2):
        start = TILE - 2 * units * UNIT
        other = made(model, np.ascontiguousarray(pixels[:, start : start + TILE]))
        for overlap in (16, 32, 64)[: units + 1]:
            seam = start + units * UNIT
            difference = np.abs(one[:, seam - overlap : seam + overlap] - other[:, seam - overlap - start : seam + overlap - start])
            step = difference / (2 * overlap)
            print(f"{units}  {overlap}  {difference.max():.1f} {difference.mean():.2f}  {step.max():.2f} {step.mean():.3f}", flush=True)


if __name__ == "__main__":
    maxim = Model("maxim-deblur")
    print_gains(maxim)
    print_seams(maxim)
