#!/usr/bin/env python3
"""Peer: the same ONNX file through Python's ONNX Runtime; concurrent runs of one session, one thread each."""

import numpy as np

from model import Model
from peer import Peer, arguments, enlarge, read_image, write_png


def peer(model: Model, height: int, width: int) -> Peer:
    """Input and output are bound to memory once, so that a run copies nothing."""
    planes = np.empty((3, height, width), np.float32)
    enlarged = np.empty((3, height * model.scale, width * model.scale), np.float32)
    binding = model.session.io_binding()
    for name, bind, buffer in [
        (model.card["input"]["name"], binding.bind_input, planes),
        (model.card["output"]["name"], binding.bind_output, enlarged),
    ]:
        bind(name, "cpu", 0, np.float32, (1, *buffer.shape), buffer.ctypes.data)

    def upscale() -> np.ndarray:
        model.session.run_with_iobinding(binding)
        return enlarged

    return Peer(planes, upscale)


def main() -> None:
    options = arguments(__doc__).parse_args()
    model = Model(options.model)
    result = enlarge(
        read_image(options.source), model.scale, model.best_side, model.tile_halo, options.workers,
        lambda height, width: peer(model, height, width),
    )
    write_png(options.result, result, options.level)


if __name__ == "__main__":
    main()
