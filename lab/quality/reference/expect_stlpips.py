#!/usr/bin/env python3
"""What the authors' own program makes of pairs of pictures of this repository: prints stlpips.json.

usage: expect_stlpips.py > stlpips.json

PyTorch runs the package stlpips-pytorch as its wheel has it (alex, shift_tolerant); what it imports and does not use here is left out. Each image is taken
from -1 to 1, as that program takes it. A picture of more than 256 pixels is measured in tiles, too, cut as TiledDistance does.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import numpy as np
import torch
from PIL import Image

for name, unused in (("IPython", "embed"), ("torchsummary", "summary"), ("torchvision", "models")):
    sys.modules[name] = ModuleType(name)
    setattr(sys.modules[name], unused, None)
warnings.filterwarnings("ignore")

from stlpips_pytorch.stlpips import LPIPS  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
TILE = 256
PICTURES = {
    "cat": ("docs/images/chelsea.png", 60, 0, 256, 256),
    "whiskers": ("docs/images/chelsea.png", 150, 120, 128, 96),
    "cat-odd": ("docs/images/chelsea.png", 60, 20, 381, 257),
    "face": ("docs/images/astronaut.png", 150, 0, 192, 224),
    "astronaut": ("docs/images/astronaut.png", 0, 0, 512, 512),
    "text": ("docs/images/text.png", 0, 0, 211, 67),
    "cup": ("benchmarks/pictures/photographs/coffee.png", 200, 80, 21, 40),
}
torch.set_num_threads(1)


def changed(image: np.ndarray) -> dict[str, np.ndarray]:
    """Worse in ways that StlpipsReferenceTest has in Java, too, to the byte; edges are repeated."""
    wide = np.pad(image.astype(int), ((0, 0), (1, 1), (0, 0)), "edge")
    return {
        "same": image,
        "shift": wide[:, :-2],
        "blur": (wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:] + 2) // 4,
        "posterised": image // 32 * 32,
        "darker": image.astype(int) * 3 // 4,
    }


def tensor(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(image.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1)


def cuts(length: int) -> list[int]:
    parts = -(-length // TILE)
    return [length * part // parts for part in range(parts + 1)]


def tiled(network: LPIPS, one: np.ndarray, other: np.ndarray) -> float:
    rows, columns = cuts(one.shape[0]), cuts(one.shape[1])
    total = 0.0
    for top, bottom in zip(rows, rows[1:]):
        for left, right in zip(columns, columns[1:]):
            part = (slice(top, bottom), slice(left, right))
            total += float(network(tensor(one[part]), tensor(other[part]))) * (bottom - top) * (right - left)
    return total / (one.shape[0] * one.shape[1])


def main() -> None:
    network = LPIPS(net="alex", variant="shift_tolerant", verbose=False)
    pictures = {}
    for name, (file, left, top, width, height) in PICTURES.items():
        with Image.open(ROOT / file) as opened:
            image = np.asarray(opened.convert("RGB"))[top : top + height, left : left + width]
        assert image.shape == (height, width, 3), (name, image.shape)
        with torch.no_grad():
            whole = {kind: float(network(tensor(image), tensor(worse))) for kind, worse in changed(image).items()}
            tiles = {kind: tiled(network, image, worse) for kind, worse in changed(image).items()}
        pictures[name] = {"file": file, "left": left, "top": top, "width": width, "height": height, "stlpips": tiles, "whole": whole}
    tools = {tool: version(tool) for tool in ("torch", "numpy", "pillow")} | {"stlpips-pytorch": "0.0.2"}
    json.dump({"measured by": tools, "pictures": pictures}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
