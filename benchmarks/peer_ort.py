#!/usr/bin/env python3
"""Peer: the same ONNX files through Python's ONNX Runtime; concurrent runs of one session each, one thread each."""

from dataclasses import replace

import numpy as np

from model import Model, extended, to_tensor
from peer import Peer, arguments, enlarge, read_image, write_png
from sample import sample
from tiles import Geometry, geometry


def peer(chain: list[Model], height: int, width: int) -> Peer:
    """Inputs and outputs are bound to memory once, so that a run copies nothing; each model reads what the one before it wrote."""
    planes = enlarged = np.empty((3, height, width), np.float32)
    runs = []
    for model in chain:
        seen, enlarged = enlarged, np.empty((3, enlarged.shape[1] * model.scale, enlarged.shape[2] * model.scale), np.float32)
        binding = model.session.io_binding()
        for name, bind, buffer in [
            (model.card["input"]["name"], binding.bind_input, seen),
            (model.card["output"]["name"], binding.bind_output, enlarged),
        ]:
            bind(name, "cpu", 0, np.float32, (1, *buffer.shape), buffer.ctypes.data)
        for name, told in model.told.items():
            binding.bind_cpu_input(name, told)
        runs.append((model.session, binding, seen))  # a binding does not keep what it is bound to
    result = enlarged

    def upscale() -> np.ndarray:
        for session, binding, seen in runs:
            if seen is not planes:
                np.clip(seen, 0, 1, out=seen)  # as Azulejo between steps: no image has more
            session.run_with_iobinding(binding)
        return result

    return Peer(planes, upscale)


def fit(chain: list[Model], image: np.ndarray, noise: float) -> None:
    """Tells each model of the whole image what it asks."""
    batch = np.concatenate([to_tensor(crop) for crop in sample(image)])
    for model in chain:
        model.fit(extended(batch, model.alignment))
        model.tell_noise(noise / 255)
        if any(later.told for later in chain[chain.index(model) + 1 :]):
            batch = np.clip(model.run(batch), 0, 1)


def cut(chain: list[Model], tile: int | None) -> Geometry:
    own = geometry([model.card for model in chain])
    return replace(own, best_side=tile) if tile else own


def main() -> None:
    options = arguments(__doc__).parse_args()
    chain = [Model(name) for name in options.models.split(",")]
    scale = int(np.prod([model.scale for model in chain]))
    image = read_image(options.source)
    fit(chain, image, options.noise)
    result = enlarge(image, scale, cut(chain, options.tile), options.workers, lambda height, width: peer(chain, height, width))
    write_png(options.result, result, options.level)


if __name__ == "__main__":
    main()
