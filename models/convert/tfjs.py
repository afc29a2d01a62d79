"""Reads a graph model of TensorFlow.js (model.json and shards of weights), and finds out what in it depends on no pixel.

Such a graph computes the shapes of its maps, and matrices that resize them, from the sides of its input. That part is computed here,
for pictures of several shapes, so that the translation sees how each number grows with the picture.
"""

import base64
import json
from functools import cached_property
from pathlib import Path

import numpy as np

# How many pictures, and their heights and widths in units of STEP pixels. From the first four it follows how a number grows, by
# doubling one of the three at a time; the last one shows that it is so.
PICTURES = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (3, 5, 7))
STEP = 64
TYPES = {"DT_FLOAT": np.float32, "DT_INT32": np.int32, "DT_BOOL": np.bool_}

Known = tuple[np.ndarray, ...]  # a value for each of PICTURES


class Node:
    def __init__(self, fields: dict):
        self.name, self.operator = fields["name"], fields["op"]
        self.inputs = [name.split(":")[0] for name in fields.get("input", fields.get("inputs", []))]
        self._attributes = fields.get("attr", {})

    def text(self, name: str) -> str:
        return base64.b64decode(self._attributes[name]["s"]).decode()

    def numbers(self, name: str) -> list[int]:
        return [int(number) for number in self._attributes.get(name, {}).get("list", {}).get("i", [])]

    def number(self, name: str) -> int:
        return int(self._attributes.get(name, {}).get("i", 0))

    def flag(self, name: str) -> bool:
        return bool(self._attributes.get(name, {}).get("b", False))

    def type(self, name: str) -> type:
        return TYPES[self._attributes[name]["type"]]


class TensorFlowGraph:
    def __init__(self, file: Path):
        model = json.loads(file.read_text())
        self._nodes = {fields["name"]: Node(fields) for fields in model["modelTopology"]["node"]}
        self._weights = _weights(file.parent, model["weightsManifest"])
        self._known: dict[str, Known | None] = {}
        self._uses: dict[str, int] = {}
        for node in self._nodes.values():
            for name in node.inputs:
                self._uses[name] = self._uses.get(name, 0) + 1

    @cached_property
    def result(self) -> Node:
        return next(node for node in self._nodes.values() if node.operator == "Identity")

    def node(self, name: str) -> Node:
        return self._nodes[name]

    def inputs(self, node: Node) -> list[Node]:
        return [self._nodes[name] for name in node.inputs]

    def is_used_once(self, node: Node) -> bool:
        return self._uses[node.name] == 1

    def known(self, node: Node) -> Known | None:
        """Its value for each of PICTURES; nothing where it depends on pixels."""
        if node.name not in self._known:
            self._known[node.name] = self._find(node)
        return self._known[node.name]

    def constant(self, node: Node) -> np.ndarray | None:
        """Its value if that is the same for all pictures, but for axes along which it only repeats itself."""
        known = self.known(node)
        if known is None:
            return None
        first, *others = map(_without_repetition, known)
        return first if all(np.array_equal(first, other) for other in others) else None

    def _find(self, node: Node) -> Known | None:
        if node.operator == "Const":
            return (self._weights[node.name],) * len(PICTURES)
        if node.operator == "Placeholder":
            return None
        if node.operator == "Shape":  # of the input alone
            return tuple(np.array([count, high * STEP, wide * STEP, 3], np.int32) for count, high, wide in PICTURES)
        operands = [self.known(source) for source in self.inputs(node)]
        if not operands or any(operand is None for operand in operands):
            return None
        if all(operand[0] is each for operand in operands for each in operand):
            return (_computed(node, [operand[0] for operand in operands]),) * len(PICTURES)
        return tuple(_computed(node, [operand[i] for operand in operands]) for i in range(len(PICTURES)))


def _weights(folder: Path, manifest: list[dict]) -> dict[str, np.ndarray]:
    weights = {}
    for group in manifest:
        data, offset = b"".join((folder / path).read_bytes() for path in group["paths"]), 0
        for entry in group["weights"]:
            if "quantization" in entry:
                raise ValueError(f"{entry['name']} is quantised, which this converter does not read")
            kind = np.dtype({"float32": "<f4", "int32": "<i4", "bool": "?"}[entry["dtype"]])
            count = int(np.prod(entry["shape"]))
            weights[entry["name"]] = np.frombuffer(data, kind, count, offset).reshape(entry["shape"])
            offset += count * kind.itemsize
        if offset != len(data):
            raise ValueError(f"the weights have {len(data)} bytes, and the manifest lists {offset}")
    return weights


def _without_repetition(values: np.ndarray) -> np.ndarray:
    for axis in range(values.ndim):
        first = np.take(values, [0], axis)
        if values.shape[axis] > 1 and np.array_equal(np.broadcast_to(first, values.shape), values):
            values = first
    return values


def _computed(node: Node, of: list[np.ndarray]) -> np.ndarray:
    if node.operator not in _COMPUTED:
        raise ValueError(f"{node.operator} of known values: this converter does not compute it")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(_COMPUTED[node.operator](node, *of))


def _sliced(node: Node, values: np.ndarray, start: np.ndarray, end: np.ndarray, step: np.ndarray) -> np.ndarray:
    cut = []
    for axis in range(len(start)):
        if node.number("shrink_axis_mask") >> axis & 1:
            cut.append(int(start[axis]))
        else:
            first = None if node.number("begin_mask") >> axis & 1 else int(start[axis])
            last = None if node.number("end_mask") >> axis & 1 else int(end[axis])
            cut.append(slice(first, last, int(step[axis])))
    return values[tuple(cut)]


_COMPUTED = {
    "Abs": lambda node, a: np.abs(a),
    "AddV2": lambda node, a, b: a + b,
    "BroadcastTo": lambda node, a, shape: np.broadcast_to(a, shape),
    "Cast": lambda node, a: a.astype(node.type("DstT")),
    "ExpandDims": lambda node, a, axis: np.expand_dims(a, int(axis)),
    "Floor": lambda node, a: np.floor(a),
    "FloorDiv": lambda node, a, b: a // b,
    "FloorMod": lambda node, a, b: a % b,
    "Greater": lambda node, a, b: a > b,
    "GreaterEqual": lambda node, a, b: a >= b,
    "Less": lambda node, a, b: a < b,
    "LessEqual": lambda node, a, b: a <= b,
    "LogicalAnd": lambda node, a, b: a & b,
    "Maximum": lambda node, a, b: np.maximum(a, b),
    "Minimum": lambda node, a, b: np.minimum(a, b),
    "Mul": lambda node, a, b: a * b,
    "NotEqual": lambda node, a, b: a != b,
    "Pack": lambda node, *parts: np.stack(parts),
    "Range": lambda node, start, end, step: np.arange(start, end, step),
    "RealDiv": lambda node, a, b: a / b,
    "Reciprocal": lambda node, a: np.float32(1) / a,
    "Reshape": lambda node, a, shape: a.reshape(shape),
    "SelectV2": lambda node, which, a, b: np.where(which, a, b),
    "Sign": lambda node, a: np.sign(a),
    "Squeeze": lambda node, a: np.squeeze(a, tuple(node.numbers("squeeze_dims"))),
    "StridedSlice": _sliced,
    "Sub": lambda node, a, b: a - b,
    "Sum": lambda node, a, axes: a.sum(axis=tuple(np.atleast_1d(axes)), keepdims=node.flag("keep_dims")),
    "Transpose": lambda node, a, order: a.transpose(order),
}
