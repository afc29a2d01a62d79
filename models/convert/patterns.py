"""Finds in a TensorFlow graph what ONNX has one operator for."""

from collections.abc import Iterator

from tfjs import Node, TensorFlowGraph

# An operator with its operands, in any order where that does not matter. A name stands for any node, the same one wherever it is
# repeated; one that starts with # for a value that depends on no pixel.
Pattern = str | tuple

_MEAN = ("Mul", ("Sum", "x", "#axis"), "#reciprocal")
_MEAN_OF_SQUARES = ("Mul", ("Sum", ("Square", "x"), "#axis_"), "#reciprocal_")
_VARIANCE = ("Maximum", "#zero", ("Sub", _MEAN_OF_SQUARES, ("Square", _MEAN)))
_DEVIATION = ("Rsqrt", ("AddV2", ("Reshape", _VARIANCE, "#shape"), "#epsilon"))

LAYER_NORM = ("AddV2", ("Mul", ("Sub", "x", ("Reshape", _MEAN, "#shape_")), ("Mul", _DEVIATION, "#scale")), "#shift")
GELU = (
    "Mul",
    ("Mul", "#half", "x"),
    ("AddV2", "#one", ("Tanh", ("Mul", "#slope", ("AddV2", "x", ("Mul", ("Mul", "#cubic", "x"), ("Square", "x")))))),
)
SIGMOID = ("Reciprocal", ("AddV2", "#one", ("Exp", ("Neg", "x"))))
LEAKY_RELU = ("SelectV2", ("GreaterEqual", "x", "#zero"), "x", ("Mul", "#slope", "x"))
RELU = ("Maximum", "x", "#zero")
MIXED = ("Transpose", ("AddV2", ("Einsum", ("Transpose", "x", "#order"), "#weights"), "#bias"), "#back")
MIXED_AND_MORE = ("AddV2", MIXED, "#more")
RESIZED = ("Transpose", ("Einsum", ("Einsum", "#rows", "x"), "#columns"), "#order")

_COMMUTE = {"AddV2", "Mul", "Maximum"}


def found(graph: TensorFlowGraph, node: Node, pattern: Pattern) -> dict[str, Node] | None:
    """What the names in the pattern stand for, if the node is one."""
    return next(_found(graph, node, pattern, {}), None)


def _found(graph: TensorFlowGraph, node: Node, pattern: Pattern, names: dict[str, Node]) -> Iterator[dict[str, Node]]:
    if isinstance(pattern, str):
        if names.get(pattern, node) is node and (graph.known(node) is not None) == pattern.startswith("#"):
            yield {**names, pattern: node}
        return
    operator, *operands = pattern
    if node.operator != operator or len(node.inputs) != len(operands):
        return
    orders = [operands, operands[::-1]] if operator in _COMMUTE else [operands]
    for order in orders:
        yield from _all_found(graph, graph.inputs(node), order, names)


def _all_found(graph: TensorFlowGraph, nodes: list[Node], patterns: list[Pattern], names: dict[str, Node]) -> Iterator[dict[str, Node]]:
    if not nodes:
        yield names
        return
    for so_far in _found(graph, nodes[0], patterns[0], names):
        yield from _all_found(graph, nodes[1:], patterns[1:], so_far)
