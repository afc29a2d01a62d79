#!/usr/bin/env python3
"""What enlarges drawings best: SPAN, animevideo, or a mixture of both with cubic interpolation?

Parts of 400 x 336 of benchmarks/pictures/drawn, reduced by averaging (--bicubic: by Pillow's bicubic), enlarged, and compared with what
they were. Prints gains over Pillow's bicubic in dB. The guard is that of Azulejo, without its limits in flat areas. See docs/kinds.md.

usage: mixtures.py [--scale 2] [--bicubic] [PICTURE...]
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from model import Model, to_pixels, to_tensor
from photographs import psnr, reduced

FOLDER = Path(__file__).resolve().parent / "pictures" / "drawn"
MARGIN, RAMP, FAR_OUT = 0.14, 0.11, 0.5  # of the guard
AROUND = 2
PALE, STRONG = 0.5, 0.9  # contrasts in parts of white between which cubic interpolation gives way to the models


def averaged(image: np.ndarray, scale: int) -> np.ndarray:
    count, bands, height, width = image.shape
    return image.reshape(count, bands, height // scale, scale, width // scale, scale).mean((3, 5))


def cubic(image: np.ndarray, scale: int) -> np.ndarray:
    size = (image.shape[3] * scale, image.shape[2] * scale)
    return np.stack([np.asarray(Image.fromarray(band).resize(size, Image.Resampling.BICUBIC)) for band in image[0]])[None]


def corrected(answer: np.ndarray, given: np.ndarray, scale: int) -> np.ndarray:
    answer = np.clip(answer, 0, 1)
    return answer + cubic(given - averaged(answer, scale), scale)


def around(plane: np.ndarray) -> np.ndarray:
    """What lies within `AROUND` pixels, along a new first axis."""
    padded = np.pad(plane, AROUND, mode="edge")
    side = 2 * AROUND + 1
    return np.stack([padded[y : y + plane.shape[0], x : x + plane.shape[1]] for y in range(side) for x in range(side)])


def misses(answer: np.ndarray, given: np.ndarray, scale: int) -> np.ndarray:
    return np.abs(averaged(answer, scale) - given).max(1)[0]


def contrast(given: np.ndarray) -> np.ndarray:
    """How far apart samples around a pixel are, in the band where they are furthest apart."""
    bands = [around(band) for band in given[0]]
    return np.max([band.max(0) - band.min(0) for band in bands], axis=0)


def candidates(given: np.ndarray, span: np.ndarray, drawn: np.ndarray, scale: int) -> dict[str, np.ndarray]:
    def enlarged(weights: np.ndarray) -> np.ndarray:
        return np.kron(weights, np.ones((scale, scale), np.float32))

    smooth = np.clip(cubic(given, scale), 0, 1)
    lost = averaged(((span < -FAR_OUT) | (span > 1 + FAR_OUT)).astype(np.float32), scale).max(1)[0] > 0
    missed = np.where(lost, 1, np.minimum(misses(span, given, scale), 1))
    span, drawn_missed, drawn = np.clip(span, 0, 1), misses(drawn, given, scale), np.clip(drawn, 0, 1)
    doubt = enlarged(around(np.clip((missed - MARGIN) / RAMP, 0, 1)).max(0))
    guarded = span * (1 - doubt) + smooth * doubt
    squares, drawn_squares = around(missed**2).mean(0), around(drawn_missed**2).mean(0)
    weight = enlarged(squares / (squares + drawn_squares + 1e-6))
    mixed = span * (1 - weight) + drawn * weight
    soft = enlarged(np.clip((STRONG - contrast(given)) / (STRONG - PALE), 0, 1) / 3)
    return {
        "guarded": guarded,
        "animevideo": drawn,
        "corrected": corrected(drawn, given, scale),
        "by reduction": corrected(mixed, given, scale),
        "thirds": corrected((guarded + drawn + smooth) / 3, given, scale),
        "two thirds by reduction": corrected((2 * mixed + smooth) / 3, given, scale),
        "cubic by contrast": corrected(mixed * (1 - soft) + smooth * soft, given, scale),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--scale", type=int, choices=[2, 4], default=2)
    arguments.add_argument("--bicubic", action="store_true")
    arguments.add_argument("pictures", type=Path, nargs="*")
    options = arguments.parse_args()
    span, drawn = Model(f"span-x{options.scale}"), Model(f"animevideo-x{options.scale}")
    worst: dict[str, float] = {}
    for path in options.pictures or sorted(FOLDER.iterdir()):
        with Image.open(path) as opened:
            original = opened.convert("RGB").crop((0, 0, 400, 336))
        source = reduced(original, options.scale) if options.bicubic else original.reduce(options.scale)
        given = to_tensor(np.asarray(source))
        base = psnr(original, source.resize(original.size, Image.Resampling.BICUBIC))
        gains = {}
        for name, answer in candidates(given, span.run(given), drawn.run(given), options.scale).items():
            gains[name] = psnr(original, Image.fromarray(to_pixels(answer.astype(np.float32)))) - base
            worst[name] = min(worst.get(name, gains[name]), gains[name])
        print(f"x{options.scale} {path.stem:14} bicubic {base:6.2f}  " + "  ".join(f"{name} {gain:+.2f}" for name, gain in gains.items()), flush=True)
    print("worst  " + "  ".join(f"{name} {gain:+.2f}" for name, gain in worst.items()))


if __name__ == "__main__":
    main()
