"""One function per kind of ncnn layer: writes the same computation into an ONNX graph.

Parameter numbers are those of ncnn's operator documentation (docs/developer-guide/operators.md in Tencent/ncnn). A new kind
of layer is a new function with `@layer`; whatever a function does not translate, it refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from graph import INPUT, Graph
from ncnn import Layer, Weights
from padding import reflected
from pooled import PooledMeans


@dataclass
class Translation:
    """What the layers share: the graph they write to, the weights they read from, and what is known of each blob."""

    graph: Graph
    weights: Weights
    reflected_px: int  # by which the image is mirrored at its borders, for a network whose convolutions pad nothing
    pooled: PooledMeans
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
    seen = reflected(to.graph, INPUT, to.reflected_px) if to.reflected_px else INPUT
    to.alias[source.outputs[0]] = seen
    to.channels[seen] = 3


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
    (read,), made = to.inputs(source), source.get(0)
    width = source.get(1)
    height, dilation, stride, padding = source.get(11, width), source.get(2, 1), source.get(3, 1), source.get(4)
    if source.get(18, 0.0):
        raise ValueError(f"layer {source.name}: a pad value is not supported")
    weights = to.weights.tagged(source.get(6)).reshape(made, to.channels[read], height, width)
    weigh(to, source, "Conv", weights, kernel_shape=[height, width], strides=[stride] * 2, pads=[padding] * 4, dilations=[dilation] * 2)


@layer("Deconvolution")
def deconvolution(to: Translation, source: Layer) -> None:
    (read,), made, side, stride = to.inputs(source), source.get(0), source.get(1), source.get(3, 1)
    if any(source.get(key, plain) != plain for key, plain in ((2, 1), (4, 0), (11, side), (18, 0), (20, 0))):
        raise ValueError(f"layer {source.name}: only square kernels without dilation and padding are supported")
    weights = to.weights.tagged(source.get(6)).reshape(made, to.channels[read], side, side)
    weigh(to, source, "ConvTranspose", weights.transpose(1, 0, 2, 3), kernel_shape=[side] * 2, strides=[stride] * 2)


@layer("InnerProduct")
def inner_product(to: Translation, source: Layer) -> None:
    """On a blob of one pixel it is a convolution of one pixel."""
    (read,), made = to.inputs(source), source.get(0)
    weights = to.weights.tagged(source.get(2)).reshape(made, to.channels[read], 1, 1)
    weigh(to, source, "Conv", weights, bias=source.get(1), kernel_shape=[1, 1])


def weigh(to: Translation, source: Layer, operator: str, weights: np.ndarray, bias: int | None = None, **attributes) -> None:
    """A layer with weights, and the activation fused into it. In the file the bias comes after the weights."""
    (made,), channels = source.outputs, source.get(0)
    operands = [*to.inputs(source), to.graph.weights(f"{source.name}.weight", weights)]
    if source.get(5) if bias is None else bias:
        operands.append(to.graph.constant(f"{source.name}.bias", to.weights.plain(channels)))
    activation = source.get(9)
    linear = f"{made}_linear" if activation else made
    to.graph.node(operator, operands, linear, group=1, **attributes)
    if activation == 1:
        to.graph.node("Relu", [linear], made)
    elif activation == 2:
        to.graph.node("LeakyRelu", [linear], made, alpha=float(source.get(10)[0]))
    elif activation == 4:
        to.graph.node("Sigmoid", [linear], made)
    elif activation:
        raise ValueError(f"layer {source.name}: activation {activation} is not supported")
    to.channels[made] = channels


@layer("PReLU")
def prelu(to: Translation, source: Layer) -> None:
    (read,), count = to.inputs(source), source.get(0)
    slopes = to.graph.constant(f"{source.name}.slope", to.weights.plain(count).reshape(count, 1, 1))
    to.graph.node("PRelu", [read, slopes], source.outputs[0])
    to.channels[source.outputs[0]] = count


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


@layer("Interp")
def interpolation(to: Translation, source: Layer) -> None:
    (read,), (made,) = to.inputs(source), source.outputs
    down, across = source.get(1), source.get(2)
    if source.get(0) == NEAREST:
        scales = to.graph.constant(f"{source.name}.scales", np.array([1, 1, down, across], np.float32))
        rounding = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
        to.graph.node("Resize", [read, "", scales], made, mode="nearest", **rounding)
    elif source.get(0) == CUBIC and down == across == 0.5 and not source.get(6):
        halve(to, source.name, read, made)
    else:
        raise ValueError(f"layer {source.name}: only nearest and halving cubic interpolation are supported")
    to.channels[made] = to.channels[read]


NEAREST, CUBIC = 1, 3


def halve(to: Translation, name: str, read: str, made: str) -> None:
    """Cubic interpolation in the middle between pixels always weighs four of them the same way: a convolution with stride 2."""
    channels = to.channels[read]
    taps = np.array([-0.09375, 0.59375, 0.59375, -0.09375], np.float32)  # a = -0.75, half way
    weights = np.tile(np.outer(taps, taps), (channels, 1, 1, 1))
    padded = to.graph.node("Pad", [read, to.graph.whole_numbers(f"{name}.pads", 0, 0, 1, 1, 0, 0, 1, 1)], f"{made}_padded", mode="edge")
    operands = [padded, to.graph.constant(f"{name}.weight", weights)]
    to.graph.node("Conv", operands, made, kernel_shape=[4, 4], strides=[2, 2], group=channels)


@layer("Eltwise")
def weighted_sum(to: Translation, source: Layer) -> None:
    factors, (made,) = source.get(1, []), source.outputs
    if source.get(0) != 1:
        raise ValueError(f"layer {source.name}: only sums are supported")
    operands = to.inputs(source)
    for index, factor in enumerate(factors):
        if factor != 1:
            constant = to.graph.constant(f"{source.name}.factor{index}", np.array([factor], np.float32))
            operands[index] = to.graph.node("Mul", [operands[index], constant], f"{made}_term{index}")
    to.graph.node("Add", operands, made)
    to.channels[made] = to.channels[to.inputs(source)[0]]


@layer("Crop")
def crop(to: Translation, source: Layer) -> None:
    """Cuts as much off each side as lies before the offset: the second blob, which says how large the rest is, lies in the middle."""
    (read, _), px = to.inputs(source), source.get(0)
    if source.get(1) != px:
        raise ValueError(f"layer {source.name}: only equal offsets are supported")
    ends = {"starts": (px, px), "ends": (-px, -px), "axes": (2, 3)}
    operands = [to.graph.whole_numbers(f"{source.name}.{name}", *values) for name, values in ends.items()]
    to.graph.node("Slice", [read, *operands], source.outputs[0])
    to.channels[source.outputs[0]] = to.channels[read]


@layer("Pooling")
def global_average(to: Translation, source: Layer) -> None:
    (read,), (made,) = to.inputs(source), source.outputs
    if source.get(0) != 1 or source.get(4) != 1:
        raise ValueError(f"layer {source.name}: only the average over the whole image is supported")
    to.pooled.of(read, to.channels[read], made)
    to.channels[made] = to.channels[read]


@layer("Scale")
def scale(to: Translation, source: Layer) -> None:
    if source.get(0) != -233:
        raise ValueError(f"layer {source.name}: only factors from another blob are supported")
    to.graph.node("Mul", to.inputs(source), source.outputs[0])
    to.channels[source.outputs[0]] = to.channels[to.inputs(source)[0]]
