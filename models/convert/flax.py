"""Makes an ONNX graph of a denoiser (DnCNN) as SCICO stores it: flax parameters in msgpack.

The network works on grey images, so each channel of a colour image goes through it as an image of its own. It takes the standard
deviation of the noise, 0..1, as a second channel that holds this number everywhere. What the last convolution finds is the noise,
to be subtracted.
"""

from pathlib import Path

import msgpack
import numpy as np
from onnx import TensorProto

from graph import INPUT, Graph
from padding import replicated

SIGMA = "sigma"
EPSILON = np.float32(1e-5)  # of flax's batch normalisation
ARRAY = 1  # the code of msgpack's extension type under which flax stores an array: shape, type, bytes
IMAGE = 0  # the first of the result's two channels; of the input's, the second is the noise

Convolution = tuple[np.ndarray, np.ndarray | None]  # kernel and bias


def denoiser(path: Path) -> tuple[Graph, str]:
    """The graph, and the name of its result."""
    network = _read(path)
    first, *others = _convolutions(network["params"], network["batch_stats"])
    graph = Graph()
    graph.input(SIGMA, TensorProto.FLOAT, ["n", 1, 1, 1])
    padded = replicated(graph, INPUT, 1 + len(others))  # each convolution takes a pixel off each side
    blob = _convolved(graph, _told(graph, _as_grey_images(graph, padded)), 0, first)
    for index, convolution in enumerate(others, 1):
        blob = _convolved(graph, graph.node("Relu", [blob], f"relu{index}"), index, convolution)
    noise = graph.node("Reshape", [blob, graph.node("Shape", [INPUT], "shape")], "noise")
    return graph, graph.node("Sub", [INPUT, noise], "clean")


def _read(path: Path) -> dict:
    def extension(code: int, data: bytes) -> np.ndarray:
        if code != ARRAY:
            raise ValueError(f"{path}: extension type {code}, expected arrays ({ARRAY})")
        shape, kind, values = msgpack.unpackb(data, raw=True)
        return np.frombuffer(values, kind.decode()).reshape(shape)

    return msgpack.unpackb(path.read_bytes(), ext_hook=extension, raw=False)


def _convolutions(parameters: dict, statistics: dict) -> list[Convolution]:
    """In ONNX's order of axes, with the normalisation that follows a convolution multiplied into it."""

    def kernel(of: dict) -> np.ndarray:
        return of["kernel"].transpose(3, 2, 0, 1)

    convolutions: list[Convolution] = [(kernel(parameters["conv_start"]), None)]
    for index in range(sum(name.startswith("ConvBNBlock_") for name in parameters)):
        block = f"ConvBNBlock_{index}"
        normal, seen = parameters[block]["BatchNorm_0"], statistics[block]["BatchNorm_0"]
        factor = normal["scale"] / np.sqrt(seen["var"] + EPSILON)
        bias = normal["bias"] - seen["mean"] * factor
        convolutions.append((kernel(parameters[block]["Conv_0"]) * factor[:, None, None, None], bias))
    return [*convolutions, (kernel(parameters["conv_end"])[[IMAGE]], None)]


def _convolved(graph: Graph, blob: str, index: int, convolution: Convolution) -> str:
    kernel, bias = convolution
    operands = [blob, graph.weights(f"kernel{index}", kernel)]
    if bias is not None:
        operands.append(graph.constant(f"bias{index}", bias))
    return graph.node("Conv", operands, f"convolved{index}", kernel_shape=list(kernel.shape[2:]))


def _as_grey_images(graph: Graph, blob: str) -> str:
    """n x 3 x height x width as 3n x 1 x height x width."""
    sides = graph.node("Slice", [graph.node("Shape", [blob], "padded_shape"), *_bounds(graph, 2, 4)], "padded_sides")
    shape = graph.node("Concat", [graph.whole_numbers("one_channel", -1, 1), sides], "grey_shape", axis=0)
    return graph.node("Reshape", [blob, shape], "grey_images")


def _bounds(graph: Graph, start: int, end: int) -> list[str]:
    return [graph.whole_numbers("sides_start", start), graph.whole_numbers("sides_end", end)]


def _told(graph: Graph, images: str) -> str:
    """With the noise of the image that a grey one is of as second channel."""
    of_channels = graph.node("Expand", [SIGMA, graph.whole_numbers("each_channel", 1, 3, 1, 1)], "sigma_of_channels")
    of_images = graph.node("Reshape", [of_channels, graph.whole_numbers("each_image", -1, 1, 1, 1)], "sigma_of_images")
    noise = graph.node("Expand", [of_images, graph.node("Shape", [images], "grey_sides")], "noise_of_images")
    return graph.node("Concat", [images, noise], "told", axis=1)
