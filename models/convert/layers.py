"""One function per kind of ncnn layer: writes the same computation into an ONNX graph.

Parameter numbers are those of ncnn's operator documentation (docs/developer-guide/operators.md in Tencent/ncnn). A new kind
of layer is a new function with `@layer`; whatever a function does not translate, it refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from graph import INPUT, Graph
from ncnn import Layer, Weights


@dataclass
class Translation:
    """What the layers share: the graph they write to, the weights they read from, and what is known of each blob."""

    graph: Graph
    weights: Weights
    alias: dict[str, str] = field(default_factory=dict)  # blobs that are another one under a second name
    channels: dict[str, int] = field(default_factory=dict)

    def inputs(self, of: Layer) -> list[str]:
        return [self.alias.get(blob, blob) for blob in of.inputs]


LAYERS: dict[str, Callable[[Translation, Layer], None]] = {}


def layer(kind: str):
    def register(function):
        LAYERS[kind] = function
        return function

    return register


def translate(translation: Translation, source: Layer) -> None:
    if source.kind not in LAYERS:
        raise ValueError(f"layer {source.name}: kind {source.kind} is not supported")
    LAYERS[source.kind](translation, source)


@layer("Input")
def image(to: Translation, source: Layer) -> None:
    to.alias[source.outputs[0]] = INPUT
    to.channels[INPUT] = 3


@layer("Split")
def split(to: Translation, source: Layer) -> None:
    """ncnn copies a blob for each reader; in ONNX any number may read one."""
    for output in source.outputs:
        to.alias[output] = to.inputs(source)[0]


@layer("MemoryData")
def memory_data(to: Translation, source: Layer) -> None:
    width, height, channels, loading = source.get(0), source.get(1), source.get(2), source.get(21, 1)
    if not (width and height and channels) or loading != 1:
        raise ValueError(f"layer {source.name}: only plain three-dimensional constants are supported")
    values = to.weights.plain(width * height * channels)
    to.graph.constant(source.outputs[0], values.reshape(1, channels, height, width))
    to.channels[source.outputs[0]] = channels


@layer("Convolution")
def convolution(to: Translation, source: Layer) -> None:
    width = source.get(1)
    height, dilation, stride, padding = source.get(11, width), source.get(2, 1), source.get(3, 1), source.get(4)
    if source.get(9) or source.get(18, 0.0):
        raise ValueError(f"layer {source.name}: a fused activation or a pad value is not supported")
    made, read = source.get(0), to.channels[to.inputs(source)[0]]
    weights = to.weights.tagged(source.get(6)).reshape(made, read, height, width)
    operands = [*to.inputs(source), to.graph.weights(f"{source.name}.weight", weights)]
    if source.get(5):
        operands.append(to.graph.constant(f"{source.name}.bias", to.weights.plain(made)))
    to.graph.node(
        "Conv", operands, source.outputs[0], kernel_shape=[height, width], strides=[stride] * 2, pads=[padding] * 4,
        dilations=[dilation] * 2, group=1,
    )
    to.channels[source.outputs[0]] = made


@layer("BinaryOp")
def binary(to: Translation, source: Layer) -> None:
    operator = {0: "Add", 1: "Sub", 2: "Mul", 3: "Div"}[source.get(0)]
    operands = to.inputs(source)
    if source.get(1):
        operands.append(to.graph.constant(f"{source.name}.b", np.array([source.get(2)], np.float32)))
    to.graph.node(operator, operands, source.outputs[0])
    to.channels[source.outputs[0]] = to.channels[operands[0]]


@layer("Sigmoid")
def sigmoid(to: Translation, source: Layer) -> None:
    (read,) = to.inputs(source)
    to.graph.node("Sigmoid", [read], source.outputs[0])
    to.channels[source.outputs[0]] = to.channels[read]


@layer("Swish")
def swish(to: Translation, source: Layer) -> None:
    (read,), (made,) = to.inputs(source), source.outputs
    to.graph.node("Sigmoid", [read], f"{made}_sg")
    to.graph.node("Mul", [read, f"{made}_sg"], made)
    to.channels[made] = to.channels[read]


@layer("Concat")
def concat(to: Translation, source: Layer) -> None:
    if source.get(0) != 0:
        raise ValueError(f"layer {source.name}: only channels can be concatenated")
    to.graph.node("Concat", to.inputs(source), source.outputs[0], axis=1)
    to.channels[source.outputs[0]] = sum(to.channels[blob] for blob in to.inputs(source))


@layer("PixelShuffle")
def pixel_shuffle(to: Translation, source: Layer) -> None:
    (read,), factor = to.inputs(source), source.get(0)
    mode = "DCR" if source.get(1) else "CRD"
    to.graph.node("DepthToSpace", [read], source.outputs[0], blocksize=factor, mode=mode)
    to.channels[source.outputs[0]] = to.channels[read] // factor**2
