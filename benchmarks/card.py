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

from fidelity import WholeImage, gains
from model import Model
from tiles import tiles


def random_image(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(width * height).random((1, 3, height, width), np.float32)


def reach(model: Model) -> int:
    """How far from a changed pixel the result changes, in input pixels."""
    side = 6 * model.halo + 1
    middle = side // 2
    before = random_image(side, side)
    after = before.copy()
    after[..., middle, middle] += 100  # far outside 0..1: a change that rounding cannot swallow on its way
    changed = (model.run(before) != model.run(after)).any(axis=(0, 1))
    distances = np.abs(np.argwhere(changed) // model.scale - middle)
    return int(distances.max())


def tiled(model: Model, image: np.ndarray, best_side: int, halo: int) -> np.ndarray:
    height, width = image.shape[2:]
    result = np.empty((1, 3, height * model.scale, width * model.scale), np.float32)
    for tile in tiles(width, height, best_side, halo):
        part = model.run(np.ascontiguousarray(image[..., tile.down.padded(), tile.across.padded()]))
        kept = part[..., tile.down.kept(model.scale), tile.across.kept(model.scale)]
        result[..., tile.down.interior(model.scale), tile.across.interior(model.scale)] = kept
    return result


def differing(model: Model, halo: int) -> int:
    """Floats of the tiled result that differ from the whole image's, over several shapes and tile sizes."""
    count, largest = 0, 0.0
    for width, height, best_side in [(301, 203, 96), (128, 257, 100), (260, 131, 256), (97, 90, 64)]:
        image = random_image(width, height)
        difference = np.abs(tiled(model, image, best_side, halo) - model.run(image))
        count += int(np.count_nonzero(difference))
        largest = max(largest, float(difference.max()))
    print(f"tiled against whole image at halo {halo}: {count} floats differ, by {largest:.2g} at most")
    return count


def core_seconds(model: Model) -> float:
    image = random_image(model.best_side, model.best_side)
    model.run(image)
    seconds = []
    for _ in range(7):
        started = time.process_time()
        model.run(image)
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def working_bytes(model_id: str, side: int) -> int:
    """By how much one run raises the resident memory of a fresh process that holds the model; its own input is not counted."""
    return int(subprocess.check_output([sys.executable, __file__, model_id, "--memory", str(side)]))


def report_working_bytes(model: Model, side: int) -> None:
    image = random_image(side, side)
    model.run(random_image(8, 8))
    resident = resident_bytes("VmRSS")
    model.run(image)
    print(resident_bytes("VmHWM") - resident)


def resident_bytes(field: str) -> int:
    """VmHWM is the peak. Not getrusage's: a process inherits that one from the process that started it."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def main() -> int:
    model = Model(sys.argv[1])
    if "--memory" in sys.argv:
        report_working_bytes(model, int(sys.argv[-1]))
        return 0
    radius = reach(model)
    print(f"reach of one pixel: {radius} px, card {model.halo}")
    exact, one_short = differing(model, model.halo) == 0, differing(model, model.halo - 1) > 0
    for eighths in (4, 6, 7, 8, 10, 16, 24):
        side = model.best_side * eighths // 8
        used = working_bytes(sys.argv[1], side)
        print(f"memory of one run at {side}²: {used / 2**20:.0f} MiB, {used / side**2:.0f} bytes per input pixel")
    seconds = core_seconds(model)
    useful = ((model.best_side - 2 * model.tile_halo) * model.scale) ** 2 / 1e6
    print(f"one run at {model.best_side}²: {seconds:.3f} core-seconds, {useful / seconds:.2f} useful output MP per core-second")
    gains(model.scale, WholeImage(model))
    return 0 if radius == model.halo and exact and one_short else 1


if __name__ == "__main__":
    sys.exit(main())
