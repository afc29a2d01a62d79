"""ST-LPIPS (AlexNet, shift-tolerant, 2022) of pairs. Reads names, a line each; prints JSON: for each, that of bicubic/ and of results/ beside originals/.

usage: stlpips.py FOLDER < names      0 is the same picture; in a Python with torch and stlpips-pytorch: see stlpips.sh
"""

import json
import sys
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import numpy as np
import torch
from PIL import Image

for unused in ("IPython", "torchsummary", "torchvision"):  # the package imports them, and needs them only in training
    sys.modules[unused] = MagicMock(spec=ModuleType(unused), embed=None, summary=None, models=None)

from stlpips_pytorch import stlpips  # noqa: E402


def tensor(path: Path) -> torch.Tensor:
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB"), np.float32)
    return torch.from_numpy(pixels / 127.5 - 1).permute(2, 0, 1)[None]


def main() -> None:
    folder = Path(sys.argv[1])
    torch.set_num_threads(1)
    metric = stlpips.LPIPS(net="alex", variant="shift_tolerant", verbose=False)
    measured = []
    with torch.inference_mode():
        for name in sys.stdin.read().split():
            original = tensor(folder / "originals" / f"{name}.png")
            measured.append([float(metric(original, tensor(folder / kind / f"{name}.png"))) for kind in ("bicubic", "results")])
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
