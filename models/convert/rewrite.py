"""Writes a graph again so that ONNX Runtime's CPU kernels are faster, with equal results up to rounding.

They keep feature maps in a blocked layout as long as convolutions, sums, products and fused activations read them. Whatever
else stands between two convolutions costs two copies of the map, often more than it computes. The four rules below each
replace a pattern, in whichever model it is; a graph with none of them stays as it is, byte for byte.

Some replacements hold a map with the sign of a channel changed. The convolutions that read it change their weights' signs.

A graph that is to shrink is told, tile by tile, on which sides its convolutions need not pad (shrink.py). There maps become
smaller on their way, each by as much as all convolutions above it pad. Where maps meet that shrank by different numbers of
pixels, the larger ones are cropped by convolutions which are copies as long as they pad.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from onnx import NodeProto, helper

from graph import Graph
from shrink import COPIED, HALVED


def rewritten(plain: Graph, result: str, shrinks: bool) -> Graph:
    """`plain`, or a graph that computes the same `result` faster, and that `shrinks` where convolutions do not pad."""
    rewriting = Rewriting(plain, result, shrinks)
    return rewriting.written() if rewriting.rules else plain


@dataclass(frozen=True)
class Gate:
    """(c + p) (sigmoid(c) - 1/2), which is (c / 2 + p / 2) tanh(c / 2)."""

    convolution: NodeProto  # makes c
    passed: str  # p
    inner: list[NodeProto]  # sum, difference and sigmoid


class Rewriting:
    def __init__(self, plain: Graph, result: str, shrinks: bool):
        self._plain, self._fast, self._result, self._shrinking = plain, plain.emptied(), result, shrinks
        self.rules: dict[int, Callable[[NodeProto], None]] = {}  # by the identity of the node in whose place the new ones stand
        self._gone: set[int] = set()  # nodes whose work is done elsewhere
        self._factors: dict[str, np.ndarray] = {}  # by which a blob's channels are more than they were
        self._shrinks: dict[str, int] = defaultdict(int)  # by how many pixels a blob is less where convolutions do not pad
        self._maker: dict[str, NodeProto] = {}
        self._readers: dict[str, list[NodeProto]] = defaultdict(list)
        self._channels: dict[str, int] = {}
        for node in plain.nodes:
            self._maker[node.output[0]] = node
            for blob in node.input:
                self._readers[blob].append(node)
            if self._is_dense(node):
                self._channels[node.output[0]] = len(plain.value(node.input[1]))
            elif node.op_type in ("Add", "Mul", "Sigmoid") and node.input[0] in self._channels:
                self._channels[node.output[0]] = self._channels[node.input[0]]
        self._find_sums()
        self._find_gates()
        self._find_slopes()
        self._find_enlargements()

    def written(self) -> Graph:
        for node in self._plain.nodes:
            if id(node) in self.rules:
                self.rules[id(node)](node)
            elif id(node) not in self._gone:
                self._copy(node)
        return self._fast

    # A concatenation before a convolution of one pixel: a sum of convolutions.

    def _find_sums(self) -> None:
        for node in self._plain.nodes:
            reader = self._only_reader(node.output[0]) if node.op_type == "Concat" else None
            if reader and self._is_dense(reader) and _is_of_one_pixel(reader) and all(blob in self._channels for blob in node.input):
                self._gone |= {id(node), *(id(self._maker[blob]) for blob in node.input if self._is_folded(blob))}
                self.rules[id(reader)] = lambda reader, joining=node: self._write_sum(joining, reader)

    def _is_folded(self, part: str) -> bool:
        """Whether a part is a convolution that nobody else reads: with the one of one pixel after it, it is one convolution."""
        return self._is_convolved(part) and self._only_reader(part) is not None

    def _write_sum(self, joining: NodeProto, reader: NodeProto) -> None:
        weights, biases = self._weights(reader)
        ends = np.cumsum([self._channels[blob] for blob in joining.input])
        parts = list(zip(joining.input, np.split(weights, ends[:-1], axis=1), strict=True))
        parts.sort(key=lambda part: not self._is_folded(part[0]))  # with the bias, first
        made, written = reader.output[0], []
        for index, (blob, own) in enumerate(parts):
            name, bias = f"{made}_part{index}", biases if index == 0 else None
            if self._is_folded(blob):
                written.append(self._write_folded(self._maker[blob], own, bias, name))
            else:
                written.append(self._write_convolution(reader, blob, own, bias, name))
            self._channels[name] = len(weights)
        written.sort(key=self._shrinks.get)  # so that a sum is cropped instead of its parts
        total = written[0]
        for index, part in enumerate(written[1:], 1):
            last = made if index == len(parts) - 1 else f"{made}_sum{index}"
            total = self._write("Add", self._aligned([part, total], last), last)
            self._channels[total] = len(weights)

    def _write_folded(self, inner: NodeProto, outer: np.ndarray, outer_bias: np.ndarray | None, made: str) -> str:
        weights, biases = (values.astype(np.float64) for values in self._weights(inner))
        outer = outer[:, :, 0, 0].astype(np.float64)
        folded = np.tensordot(outer, weights, axes=1)
        bias = outer @ biases + (0 if outer_bias is None else outer_bias)
        return self._write_convolution(inner, inner.input[0], folded, bias, made)

    # Gates

    def _find_gates(self) -> None:
        for node in self._plain.nodes:
            if gate := self._gate(node):
                self._gone |= {id(each) for each in (gate.convolution, *gate.inner)}
                self.rules[id(node)] = lambda closing, gate=gate: self._write_gate(gate, closing)

    def _gate(self, node: NodeProto) -> Gate | None:
        if node.op_type != "Mul":
            return None
        makers = {made_by.op_type: made_by for blob in node.input if (made_by := self._maker.get(blob))}
        summing, opening = makers.get("Add"), makers.get("Sub")
        sigmoid = self._maker.get(opening.input[0]) if opening else None
        if not summing or not sigmoid or sigmoid.op_type != "Sigmoid" or not np.all(self._plain.value(opening.input[1]) == 0.5):
            return None
        convolved, inner = sigmoid.input[0], [summing, opening, sigmoid]
        passed = [blob for blob in summing.input if blob != convolved]
        is_closed = all(self._only_reader(each.output[0]) for each in inner) and len(self._readers[convolved]) == 2
        is_plain = self._is_convolved(convolved) and id(self._maker[convolved]) not in self.rules
        is_known = len(passed) == 1 and passed[0] in self._channels
        return Gate(self._maker[convolved], passed[0], inner) if is_closed and is_plain and is_known else None

    def _write_gate(self, gate: Gate, closing: NodeProto) -> None:
        made, convolution = closing.output[0], gate.convolution
        weights, biases = (None if values is None else values / 2 for values in self._weights(convolution))
        half = self._write_convolution(convolution, convolution.input[0], weights, biases, convolution.output[0])
        passed = self._cropped(gate.passed, half, f"{made}_passed", HALVED)
        summed = self._write("Add", [half, passed], f"{made}_summed")
        self._write("Mul", [summed, self._write("Tanh", [half], f"{made}_opened")], made)

    # PRelu

    def _find_slopes(self) -> None:
        for node in self._plain.nodes:
            made = node.output[0]
            if node.op_type == "PRelu" and made != self._result and all(map(self._is_dense, self._readers[made])):
                self.rules[id(node)] = self._write_slope

    def _write_slope(self, node: NodeProto) -> None:
        """a x + relu((1 - a) x), and where a > 1 all of it with the opposite sign: activation and sum are fused into convolutions."""
        (read, slope), (made,) = node.input, node.output
        slopes = self._plain.value(slope).reshape(-1)
        signs = np.where(slopes > 1, np.float32(-1), np.float32(1))
        above = self._write("Relu", [self._channelwise(read, f"{made}_above", signs * (1 - slopes))], f"{made}_relu")
        self._write("Add", [self._channelwise(read, f"{made}_below", signs * slopes), above], made)
        self._factors[made] = signs

    # Transposed convolutions whose kernels do not overlap

    def _find_enlargements(self) -> None:
        for node in self._plain.nodes:
            if node.op_type == "ConvTranspose" and _attribute(node, "kernel_shape") == _attribute(node, "strides"):
                self.rules[id(node)] = self._write_enlargement
                if activation := self._activation(node):
                    self._gone.add(id(activation))

    def _activation(self, node: NodeProto) -> NodeProto | None:
        reader = self._only_reader(node.output[0])
        return reader if reader and reader.op_type == "LeakyRelu" else None

    def _write_enlargement(self, node: NodeProto) -> None:
        """Each pixel makes a block of its own: a convolution of one pixel, into which an activation is fused, and its channels laid out."""
        weights, biases = self._weights(node)
        made, side = node.output[0], _attribute(node, "kernel_shape")[0]
        blocks = weights.transpose(1, 2, 3, 0).reshape(-1, len(weights), 1, 1)  # channel, row, column
        laid = self._fast_convolution(node.input[0], blocks, np.repeat(biases, side * side), f"{made}_blocks", kernel_shape=[1, 1])
        if activation := self._activation(node):
            made = activation.output[0]
            laid = self._write("LeakyRelu", [laid], f"{made}_blocks", alpha=_attribute(activation, "alpha"))
        self._write("DepthToSpace", [laid], made, blocksize=side, mode="CRD")

    # What all of them need

    def _copy(self, node: NodeProto) -> None:
        if self._is_dense(node):
            self._write_convolution(node, node.input[0], *self._weights(node), node.output[0])
        elif node.op_type != "Cast":
            for blob in node.input:
                if blob in self._factors:
                    raise ValueError(f"{node.name} reads {blob}, which holds a multiple of what it did")
                if (value := self._plain.value(blob)) is not None and self._fast.value(blob) is None:
                    self._fast.constant(blob, value)
            self._write(node.op_type, self._aligned(node.input, node.output[0]), node.output[0], **_attributes(node))

    def _write(self, operator: str, read: list[str], made: str, **attributes) -> str:
        padded = attributes.get("pads", [0])[0] if operator == "Conv" and self._shrinking else 0
        self._shrinks[made] = max(self._shrinks[blob] for blob in read) + padded
        return self._fast.node(operator, read, made, **attributes)

    def _write_convolution(self, like: NodeProto, read: str, weights: np.ndarray, biases: np.ndarray | None, made: str) -> str:
        """Divided by the factor of what it reads."""
        factor = np.reshape(self._factors.get(read, 1.0), (1, -1, 1, 1))
        return self._fast_convolution(read, weights / factor, biases, made, **_attributes(like))

    def _fast_convolution(self, read: str, weights: np.ndarray, biases: np.ndarray | None, made: str, **attributes) -> str:
        operands = [read, self._fast.weights(f"{made}.weight", weights.astype(np.float32))]
        if biases is not None:
            operands.append(self._fast.constant(f"{made}.bias", biases.astype(np.float32)))
        return self._write("Conv", operands, made, **attributes)

    def _aligned(self, blobs: list[str], reader: str) -> list[str]:
        """The blobs, each cropped to the one that shrank most; constants did not shrink, and need not."""
        like = max(blobs, key=lambda blob: self._shrinks[blob])
        is_larger = {blob: blob in self._channels and self._shrinks[blob] < self._shrinks[like] for blob in blobs}
        return [self._cropped(blob, like, f"{reader}_crop{index}") if is_larger[blob] else blob for index, blob in enumerate(blobs)]

    def _cropped(self, read: str, like: str, made: str, called: str = COPIED) -> str:
        """Copied or halved, and on sides where convolutions do not pad without the pixels that `like` has lost and it has not: a dilated
        convolution of which all but the centre is 0. A Slice would leave the blocked layout, and so would a sum of maps of which
        the runtime does not know that they are of one size: that they are is written into the graph."""
        px, channels, factor = self._shrinks[like] - self._shrinks[read], self._channels[read], 0.5 if called == HALVED else 1
        if not px:
            return self._channelwise(read, made, np.full(channels, factor))
        for blob in (like, made):
            self._fast.shape(blob, ["n", channels, f"{like}_h", f"{like}_w"])
        weights = np.zeros((channels, 1, 3, 3))
        weights[:, :, 1, 1] = factor
        return self._fast_convolution(read, weights, None, made, kernel_shape=[3, 3], dilations=[px] * 2, pads=[px] * 4, group=channels, called=called)

    def _channelwise(self, read: str, made: str, factors: np.ndarray) -> str:
        """Each channel times a factor, as a convolution: a product with a constant would leave the blocked layout."""
        return self._fast_convolution(read, factors.reshape(-1, 1, 1, 1), None, made, kernel_shape=[1, 1], group=len(factors))

    def _weights(self, node: NodeProto) -> tuple[np.ndarray, np.ndarray | None]:
        return self._plain.value(node.input[1]), self._plain.value(node.input[2]) if len(node.input) > 2 else None

    def _only_reader(self, blob: str) -> NodeProto | None:
        readers = self._readers[blob]
        return readers[0] if len(readers) == 1 and blob != self._result else None

    def _is_convolved(self, blob: str) -> bool:
        return blob in self._maker and self._is_dense(self._maker[blob])

    def _is_dense(self, node: NodeProto) -> bool:
        """Whether it is a convolution with constant weights that reads all channels for each that it makes."""
        return node.op_type == "Conv" and _attribute(node, "group", 1) == 1 and self._plain.value(node.input[1]) is not None


def _is_of_one_pixel(node: NodeProto) -> bool:
    attributes = {"kernel_shape": [1, 1], "strides": [1, 1], "pads": [0] * 4}
    return all(_attribute(node, name, value) == value for name, value in attributes.items())


def _attributes(node: NodeProto) -> dict:
    return {each.name: helper.get_attribute_value(each) for each in node.attribute}


def _attribute(node: NodeProto, name: str, otherwise=None):
    return _attributes(node).get(name, otherwise)
