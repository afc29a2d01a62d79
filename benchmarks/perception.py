#!/usr/bin/env python3
"""How far from the original do enlarged photographs look, beside how far their pixels are?

The three photographs of docs/images are reduced by Pillow's bicubic filter, enlarged again, and compared with what they were: by PSNR, and by ST-LPIPS,
cut into tiles as `azulejo metrics` does. Models run whole, without tiles.

usage: PULLED=~/.cache/azulejo/models perception.py [MODEL ...]      span-x2 and span-x4 by default; needs azulejo models pull stlpips
"""

import json
import statistics
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from fidelity import WholeImage
from model import FOLDER, PULLED, Model, to_tensor
from photographs import NAMES, cropped, photograph, psnr, reduced

TILE = 256


class Perception:
    """The metric of models/stlpips."""

    def __init__(self):
        card = json.loads((FOLDER / "stlpips" / "metric.json").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._names = [card["inputs"][side]["name"] for side in ("reference", "candidate")]
        weights = Path(PULLED) / "stlpips" / card["weights"]["file"]
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def distance(self, reference: Image.Image, candidate: Image.Image) -> float:
        pair = [to_tensor(np.asarray(image)) for image in (reference, candidate)]
        total = 0.0
        for top, bottom in _parts(reference.height):
            for left, right in _parts(reference.width):
                tiles = {name: np.ascontiguousarray(image[:, :, top:bottom, left:right]) for name, image in zip(self._names, pair)}
                total += float(self._session.run(None, tiles)[0][0]) * (bottom - top) * (right - left)
        return total / (reference.width * reference.height)


def _parts(length: int) -> list[tuple[int, int]]:
    count = -(-length // TILE)
    cuts = [length * part // count for part in range(count + 1)]
    return list(zip(cuts, cuts[1:]))


def bicubic(scale: int):
    return lambda image: image.resize((image.width * scale, image.height * scale), Image.Resampling.BICUBIC)


def main() -> None:
    perception = Perception()
    models = [Model(name) for name in sys.argv[1:] or ("span-x2", "span-x4")]
    ways = {f"bicubic x{scale}": (scale, bicubic(scale)) for scale in sorted({model.scale for model in models})}
    ways |= {model.card["id"]: (model.scale, WholeImage(model)) for model in models}
    for name, (scale, enlarge) in ways.items():
        originals = [cropped(photograph(each), scale) for each in NAMES]
        results = [enlarge(reduced(original, scale)) for original in originals]
        decibels = statistics.mean(psnr(*pair) for pair in zip(originals, results))
        distances = [perception.distance(*pair) for pair in zip(originals, results)]
        each = ", ".join(f"{distance:.4f}" for distance in distances)
        print(f"{name:14} PSNR {decibels:6.2f} dB  ST-LPIPS {statistics.mean(distances):.4f}  ({each})", flush=True)


if __name__ == "__main__":
    main()
