#!/usr/bin/env python3
"""Measures what a model card claims, and fails where the receptive field is not what it says.

usage: card.py span-x2
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import restoration
from fidelity import WholeImage, gains
from model import Model, extended, to_tensor
from patterns import PATTERNS
from tiles import Geometry, tiles

SHAPES = [(301, 203, 96), (128, 257, 100), (260, 131, 256), (97, 90, 64)]  # width, height, best side


def random_image(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(width * height).random((1, 3, height, width), np.float32)


def reach(model: Model) -> int:
    """How far from a changed pixel the result changes, in input pixels; in a model with an alignment, from the block of a result.

    A result in the block of pixels 4k to 4k + 3 that looks from 4k - 28 to 4k + 3 + 28 looks 28 far.
    """
    block = model.alignment
    side = (6 * model.halo // block + 1) * block
    before = random_image(side, side)
    model.fit(before)
    distances = []
    for middle in range(side // 2, side // 2 + block):
        after = before.copy()
        after[..., middle, middle] += 100  # far outside 0..1: a change that rounding cannot swallow on its way
        changed = (model.run(before) != model.run(after)).any(axis=(0, 1))
        start = np.argwhere(changed) // model.scale // block * block
        distances.append(np.maximum(start - middle, middle - (start + block - 1)).max())
    return int(max(distances))


def tiled(model: Model, image: np.ndarray, cut: Geometry) -> np.ndarray:
    height, width = image.shape[2:]
    whole = extended(image, cut.alignment)
    result = np.empty((1, 3, height * model.scale, width * model.scale), np.float32)
    for tile in tiles(width, height, cut):
        part = model.run(np.ascontiguousarray(whole[..., tile.down.padded(), tile.across.padded()]))
        kept = part[..., tile.down.kept(model.scale), tile.across.kept(model.scale)]
        result[..., tile.down.interior(model.scale), tile.across.interior(model.scale)] = kept
    return result


def untiled(model: Model, image: np.ndarray) -> np.ndarray:
    height, width = image.shape[2:]
    return model.run(extended(image, model.alignment))[..., : height * model.scale, : width * model.scale]


def differing(model: Model, halo: int) -> int:
    """Floats of the tiled result that differ from the whole image's, over several shapes and tile sizes."""
    count, largest = 0, 0.0
    for width, height, best_side in SHAPES:
        image = random_image(width, height)
        model.fit(extended(image, model.alignment))
        difference = np.abs(tiled(model, image, Geometry(best_side, halo, model.alignment)) - untiled(model, image))
        count += int(np.count_nonzero(difference))
        largest = max(largest, float(difference.max()))
    print(f"tiled against whole image at halo {halo}: {count} floats differ, by {largest:.2g} at most")
    return count


def report_ranges(model: Model) -> None:
    """Where answers leave 0 to 1 by far, and the mean of a block is not the source's either, a model has lost its way."""
    for name, pixels in PATTERNS.items():
        image = extended(to_tensor(pixels), model.alignment)
        model.fit(image)
        answer = model.run(image)[0]
        blocks = answer.reshape(3, image.shape[2], model.scale, image.shape[3], model.scale).mean(axis=(2, 4))
        off = 255 * float(np.sqrt(np.mean((np.clip(blocks, 0, 1) - image[0]) ** 2)))
        print(f"{name:20} {answer.min():8.2f} to {answer.max():7.2f}, reduced again {off:5.1f} grey levels from the source")


def core_seconds(model: Model, side: int) -> float:
    image = random_image(side, side)
    model.fit(image[..., :64, :64])
    model.run(image)
    seconds = []
    for _ in range(5):
        started = time.process_time()
        model.run(image)
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def working_bytes(model_id: str, side: int) -> int:
    """By how much one run raises the resident memory of a fresh process that holds the model; its own input is not counted."""
    return int(subprocess.check_output([sys.executable, __file__, model_id, "--memory", str(side)]))


def report_working_bytes(model: Model, side: int) -> None:
    image = random_image(side, side)
    model.fit(random_image(64, 64))
    model.run(random_image(8, 8))
    resident = resident_bytes("VmRSS")
    model.run(image)
    print(resident_bytes("VmHWM") - resident)


def resident_bytes(field: str) -> int:
    """VmHWM is the peak. Not getrusage's: a process inherits that one from the process that started it."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def report_speed(model: Model, side: int) -> None:
    cut = model.geometry
    useful = ((side - 2 * cut.margin * cut.alignment) * model.scale) ** 2 / 1e6
    seconds = core_seconds(model, side)
    print(f"one run at {side}²: {seconds:.3f} core-seconds, {useful / seconds:.3f} useful output MP per core-second")


def is_as_the_card_says(model: Model) -> bool:
    """Of a model that looks further than any halo, see seam.py."""
    radius = reach(model)
    print(f"reach of one pixel: {radius} px, card {model.halo}")
    return radius == model.halo and differing(model, model.halo) == 0 and differing(model, model.halo - model.alignment) > 0


def main() -> int:
    model = Model(sys.argv[1])
    if "--memory" in sys.argv:
        report_working_bytes(model, int(sys.argv[-1]))
        return 0
    is_right = is_as_the_card_says(model) if model.is_exact else True
    report_ranges(model)
    for eighths in (4, 6, 7, 8, 10, 12, 16):
        side = model.best_side * eighths // 8 // model.alignment * model.alignment
        used = working_bytes(sys.argv[1], side)
        print(f"memory of one run at {side}²: {used / 2**20:.0f} MiB, {used / side**2:.0f} bytes per input pixel")
        report_speed(model, side)
    if model.scale > 1:
        gains(model.scale, WholeImage(model))
    else:
        restoration.report_all(model)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
