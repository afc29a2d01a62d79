#!/usr/bin/env python3
"""Peer: ncnn with the original weights of the same network; concurrent extractors of one net, one thread each."""

import json
from pathlib import Path

import ncnn
import numpy as np

from peer import Peer, arguments, enlarge, read_image, write_png
from tiles import geometry

MODELS = Path(__file__).resolve().parent.parent / "models"


def load(param: Path) -> ncnn.Net:
    net = ncnn.Net()
    # More threads per run would spin while they wait for each other: twice the CPU time for the same tiles.
    net.opt.num_threads = 1
    # fp32 like the others; fp16 would change little here, bf16 loses 0.03 dB.
    net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
    if net.load_param(str(param)) or net.load_model(str(param.with_suffix(".bin"))):
        raise OSError(f"ncnn cannot load {param}")
    return net


def peer(net: ncnn.Net, height: int, width: int) -> Peer:
    planes = np.empty((3, height, width), np.float32)
    (read,), (made,) = net.input_names(), net.output_names()

    def upscale() -> np.ndarray:
        extractor = net.create_extractor()
        extractor.input(read, ncnn.Mat(planes))
        failed, enlarged = extractor.extract(made)
        if failed:
            raise RuntimeError(f"ncnn failed with {failed}")
        return np.asarray(enlarged)

    return Peer(planes, upscale)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--wheels", type=Path, required=True, help="folder with the unpacked wheels of models/convert/wheels.txt")
    options = parser.parse_args()
    card = json.loads((MODELS / options.models / "card.json").read_text())
    recipe = json.loads((MODELS / "convert" / "models.json").read_text())[options.models]
    net = load(options.wheels / recipe["param"])
    result = enlarge(
        read_image(options.source), card["scale"], geometry([card]), options.workers,
        lambda height, width: peer(net, height, width),
    )
    write_png(options.result, result, options.level)


if __name__ == "__main__":
    main()
