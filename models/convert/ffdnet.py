"""Makes an ONNX graph of FFDNet, a denoiser for colour images, of the convolutions' weights.

Blocks of 2 x 2 pixels become the channels of one, and a channel beside them says the standard deviation of the noise, 0..1, everywhere.
Convolutions make of that, without a detour, the clean image's blocks. Each of them pads with zeros, so that a tile inside the image
can do without (shrink.py).
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto

from graph import INPUT, Graph
from torch_file import tensors

SIGMA = "sigma"
SIDE = 2  # of a block
COLOURS = 3


def denoiser(path: Path) -> tuple[Graph, str]:
    """The graph, and the name of its result."""
    layers = _layers(tensors(path))
    graph = Graph()
    graph.input(SIGMA, TensorProto.FLOAT, ["n", 1, 1, 1])
    blob = _told(graph, graph.node("SpaceToDepth", [INPUT], "blocks", blocksize=SIDE))
    for index, (kernel, bias) in enumerate(layers):
        if index:
            blob = graph.node("Relu", [blob], f"relu{index}")
        operands = [blob, graph.weights(f"kernel{index}", kernel), graph.constant(f"bias{index}", bias)]
        blob = graph.node("Conv", operands, f"convolved{index}", kernel_shape=list(kernel.shape[2:]), pads=[1] * 4)
    return graph, graph.node("DepthToSpace", [blob], "clean", blocksize=SIDE, mode="CRD")


def _layers(stored: dict[str, np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Kernel and bias of each convolution. The file numbers what follows it, too: model.0, model.2, ..."""
    names = [name.removesuffix(".weight") for name in stored if name.endswith(".weight")]
    if len(stored) != 2 * len(names):
        raise ValueError(f"{len(names)} convolutions and {len(stored)} tensors: more than kernels and biases")
    (first, bias), *others = [(stored[f"{name}.weight"], stored[f"{name}.bias"]) for name in names]
    return [(_by_place(first), bias), *others]


def _by_place(kernel: np.ndarray) -> np.ndarray:
    """PyTorch lays a block's channels out by colour and then by place, ONNX by place and then by colour."""
    made, blocks = len(kernel), COLOURS * SIDE**2
    by_colour = kernel[:, :blocks].reshape(made, COLOURS, SIDE**2, *kernel.shape[2:])
    return np.concatenate([by_colour.swapaxes(1, 2).reshape(made, blocks, *kernel.shape[2:]), kernel[:, blocks:]], axis=1)


def _told(graph: Graph, blocks: str) -> str:
    """With the noise as one more channel."""
    sides = graph.node("Shape", [blocks], "sides", start=2)
    return graph.node("Concat", [blocks, graph.node("Expand", [SIGMA, sides], "noise")], "told", axis=1)
