"""Makes an ONNX graph of shift-tolerant LPIPS (Ghildyal and Liu 2022) on AlexNet: two pictures in, how far apart they look out.

Both go through the network at once, as a batch. The maps after each of its five rectifiers are made unit vectors, pixel by pixel, and
what is between those of both pictures is squared, weighted by channel and averaged over the map; the five means are summed.
"""

from pathlib import Path

import numpy as np

from graph import Graph
from torch_file import tensors as read_tensors

REFERENCE, CANDIDATE, DISTANCE = "reference", "candidate", "distance"
EPSILON = np.float32(1e-10)
BLUR_PX = 2  # by which maps are mirrored before they are blurred and halved

Tensors = dict[str, np.ndarray]


def distance(path: Path) -> tuple[Graph, str]:
    """The graph, and the name of its result."""
    tensors = read_tensors(path)
    graph = Graph({name: ["n", 3, "h", "w"] for name in (REFERENCE, CANDIDATE)}, {DISTANCE: ["n"]})
    blob = _normalised(graph, tensors, graph.node("Concat", [REFERENCE, CANDIDATE], "pair", axis=0))
    blob = _blurred(graph, tensors, "slice1.1", _convolved(graph, tensors, "slice1.0", blob, 2))
    maps = [graph.node("Relu", [blob], "relu0")]
    for blur, convolution, pads in (("slice2.4", "slice2.5", 2), ("slice3.8", "slice3.9", 1)):
        index = len(maps)
        blob = graph.node("MaxPool", [maps[-1]], f"pooled{index}", kernel_shape=[3, 3])
        blob = _convolved(graph, tensors, convolution, _blurred(graph, tensors, blur, blob), pads)
        maps.append(graph.node("Relu", [blob], f"relu{index}"))
    for convolution in ("slice4.11", "slice5.13"):
        blob = _convolved(graph, tensors, convolution, maps[-1], 1)
        maps.append(graph.node("Relu", [blob], f"relu{len(maps)}"))
    graph.constant("epsilon", EPSILON.reshape(1))
    means = [_mean(graph, tensors, index, blob) for index, blob in enumerate(maps)]
    summed = graph.node("Sum", means, "summed")
    return graph, graph.node("Squeeze", [summed, graph.whole_numbers("channel", 1)], DISTANCE)


def _normalised(graph: Graph, tensors: Tensors, pair: str) -> str:
    """From 0..1, by way of the original's -1..1."""
    shift, scale = (tensors[f"scaling_layer.{name}"].astype(np.float64) for name in ("shift", "scale"))
    graph.constant("contrast", (2 / scale).astype(np.float32))
    graph.constant("offset", ((-1 - shift) / scale).astype(np.float32))
    return graph.node("Add", [graph.node("Mul", [pair, "contrast"], "contrasted"), "offset"], "normalised")


def _convolved(graph: Graph, tensors: Tensors, layer: str, blob: str, pads: int) -> str:
    kernel = tensors[f"net.{layer}.weight"]
    operands = [blob, graph.weights(f"{layer}.kernel", kernel), graph.constant(f"{layer}.bias", tensors[f"net.{layer}.bias"])]
    return graph.node("Conv", operands, f"{layer}.convolved", kernel_shape=list(kernel.shape[2:]), pads=[pads] * 4)


def _blurred(graph: Graph, tensors: Tensors, layer: str, blob: str) -> str:
    """Each channel by itself, and every second pixel of it."""
    kernel = tensors[f"net.{layer}.filt"]
    pads = graph.whole_numbers(f"{layer}.pads", 0, 0, BLUR_PX, BLUR_PX, 0, 0, BLUR_PX, BLUR_PX)
    mirrored = graph.node("Pad", [blob, pads], f"{layer}.mirrored", mode="reflect")
    operands = [mirrored, graph.weights(f"{layer}.kernel", kernel)]
    return graph.node("Conv", operands, f"{layer}.blurred", group=len(kernel), kernel_shape=list(kernel.shape[2:]), strides=[2, 2])


def _mean(graph: Graph, tensors: Tensors, index: int, maps: str) -> str:
    """Of what lies between the maps of both pictures."""
    length = graph.node("ReduceL2", [maps], f"length{index}", axes=[1])
    unit = graph.node("Div", [maps, graph.node("Add", [length, "epsilon"], f"divisor{index}")], f"unit{index}")
    sides = graph.split(unit, [f"unit{index}.{side}" for side in (REFERENCE, CANDIDATE)])
    between = graph.node("Sub", sides, f"between{index}")
    squared = graph.node("Mul", [between, between], f"squared{index}")
    weights = graph.weights(f"weights{index}", tensors[f"lin{index}.model.1.weight"])
    weighted = graph.node("Conv", [squared, weights], f"weighted{index}", kernel_shape=[1, 1])
    return graph.node("ReduceMean", [weighted], f"mean{index}", axes=[2, 3], keepdims=0)
