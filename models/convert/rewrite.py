"""Writes a graph again so that ONNX Runtime's CPU kernels are faster, with equal results up to rounding.

They keep feature maps in a blocked layout as long as convolutions, sums, products and fused activations read them. Whatever
else stands between two convolutions costs two copies of the map, often more than it computes. The four rules below each
replace a pattern, in whichever model it is; a graph with none of them stays as it is, byte for byte.

Some replacements hold a map multiplied by a factor of its own for each channel: a sign, or a power of two, which costs no
precision. The convolutions that read it divide their weights by the factor.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import NodeProto, helper
from onnx.reference import ReferenceEvaluator

from graph import INPUT, Graph

VERIFIED_SIDE = 60


def rewritten(plain: Graph, result: str) -> Graph:
    """`plain`, or a graph that computes the same `result` faster."""
    rewriting = Rewriting(plain, result)
    return rewriting.written() if rewriting.rules else plain


def require_same(plain: onnx.ModelProto, fast: onnx.ModelProto) -> float:
    """Runs both on a small picture by onnx's own evaluator; by how many grey levels they differ. More than a tenth is an error."""
    across, down = np.meshgrid(np.arange(VERIFIED_SIDE), np.arange(VERIFIED_SIDE))
    waves = [0.5 + 0.2 * np.sin(across / (3 + channel)) + 0.2 * np.cos(down / (4 + channel)) for channel in range(3)]
    told = {INPUT: np.array([waves], np.float32)}
    for tensor in plain.graph.input[1:]:
        shape = [side.dim_value or 1 for side in tensor.type.tensor_type.shape.dim]
        told[tensor.name] = np.full(shape, 0.05, helper.tensor_dtype_to_np_dtype(tensor.type.tensor_type.elem_type))
    was, made = (ReferenceEvaluator(model).run(None, told) for model in (plain, fast))
    levels = max(255 * float(np.abs(before - after).max()) for before, after in zip(was, made, strict=True))
    if not levels < 0.1:
        raise ValueError(f"the graph written for the runtime differs by {levels:.3g} grey levels from the plain one")
    return levels


@dataclass(frozen=True)
class Gate:
    """(c + p) (sigmoid(c) - 1/2), which is (c + p) tanh(c / 2) / 2: the last half is left to those who read it."""

    convolved: str  # c, made by a convolution
    passed: str  # p
    inner: list[NodeProto]  # sum, difference and sigmoid
    closing: NodeProto  # the product

    @property
    def made(self) -> str:
        return self.closing.output[0]


class Rewriting:
    def __init__(self, plain: Graph, result: str):
        self._plain, self._fast, self._result = plain, plain.emptied(), result
        self.rules: dict[int, Callable[[NodeProto], None]] = {}  # by the identity of the node in whose place the new ones stand
        self._gone: set[int] = set()  # nodes whose work is done elsewhere
        self._wanted: dict[str, float] = {}  # the factor that a convolution's result is to have
        self._factors: dict[str, np.ndarray | float] = {}  # by which a blob is more than it was
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
        made, total = reader.output[0], ""
        for index, (blob, own) in enumerate(parts):
            name, bias = f"{made}_part{index}", biases if index == 0 else None
            if self._is_folded(blob):
                part = self._write_folded(self._maker[blob], own, bias, name)
            else:
                part = self._write_convolution(reader, blob, own, bias, name)
            last = made if index == len(parts) - 1 else f"{made}_sum{index}"
            total = self._fast.node("Add", [part, total], last) if total else part

    def _write_folded(self, inner: NodeProto, outer: np.ndarray, outer_bias: np.ndarray | None, made: str) -> str:
        weights, biases = (values.astype(np.float64) for values in self._weights(inner))
        outer = outer[:, :, 0, 0].astype(np.float64)
        folded = np.tensordot(outer, weights, axes=1)
        bias = outer @ biases + (0 if outer_bias is None else outer_bias)
        return self._write_convolution(inner, inner.input[0], folded, bias, made)

    # Gates

    def _find_gates(self) -> None:
        gates = {gate.made: gate for node in self._plain.nodes if (gate := self._gate(node))}
        after = {gate.passed: gate for gate in gates.values()}
        for first in [gate for gate in gates.values() if gate.passed not in gates]:
            chain = [first]
            while chain[-1].made in after:
                chain.append(after[chain[-1].made])
            self._scale(chain)

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
        return Gate(convolved, passed[0], inner, node) if is_closed and len(passed) == 1 and self._is_convolved(convolved) else None

    def _scale(self, chain: list[Gate]) -> None:
        """Each gate doubles the factor. It is 1 in the middle of the chain, so that no number becomes much larger than it was."""
        first, factor = chain[0].passed, 2.0 ** -(len(chain) // 2)
        if not self._is_convolved(first) or not all(self._takes_factor(blob, chain) for blob in [first, *(gate.made for gate in chain)]):
            return
        self._wanted[first] = factor
        for gate in chain:
            self._wanted[gate.convolved] = factor
            self._gone |= {id(node) for node in gate.inner}
            self.rules[id(gate.closing)] = lambda _, gate=gate: self._write_gate(gate)
            factor *= 2

    def _takes_factor(self, blob: str, chain: list[Gate]) -> bool:
        """Whether all who read it can divide: convolutions, also as a sum, and the next gate."""
        able = self._gone | {id(gate.inner[0]) for gate in chain}
        return blob != self._result and all(id(reader) in able or self._is_dense(reader) for reader in self._readers[blob])

    def _write_gate(self, gate: Gate) -> None:
        made, factor, channels = gate.made, self._wanted[gate.convolved], self._channels[gate.convolved]
        half = self._channelwise(gate.convolved, f"{made}_half", np.full(channels, 0.5 / factor))
        summed = self._fast.node("Add", [gate.convolved, gate.passed], f"{made}_summed")
        self._fast.node("Mul", [summed, self._fast.node("Tanh", [half], f"{made}_opened")], made)
        self._factors[made] = 2 * factor

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
        above = self._fast.node("Relu", [self._channelwise(read, f"{made}_above", signs * (1 - slopes))], f"{made}_relu")
        self._fast.node("Add", [self._channelwise(read, f"{made}_below", signs * slopes), above], made)
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
            laid = self._fast.node("LeakyRelu", [laid], f"{made}_blocks", alpha=_attribute(activation, "alpha"))
        self._fast.node("DepthToSpace", [laid], made, blocksize=side, mode="CRD")

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
            self._fast.node(node.op_type, list(node.input), node.output[0], **_attributes(node))

    def _write_convolution(self, like: NodeProto, read: str, weights: np.ndarray, biases: np.ndarray | None, made: str) -> str:
        """Divided by the factor of what it reads, multiplied by the one that its result shall have."""
        factor, wanted = np.reshape(self._factors.get(read, 1.0), (1, -1, 1, 1)), self._wanted.get(made, 1.0)
        if made in self._wanted:
            self._factors[made] = wanted
        return self._fast_convolution(read, weights / factor * wanted, None if biases is None else biases * wanted, made, **_attributes(like))

    def _fast_convolution(self, read: str, weights: np.ndarray, biases: np.ndarray | None, made: str, **attributes) -> str:
        operands = [read, self._fast.weights(f"{made}.weight", weights.astype(np.float32))]
        if biases is not None:
            operands.append(self._fast.constant(f"{made}.bias", biases.astype(np.float32)))
        return self._fast.node("Conv", operands, made, **attributes)

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
