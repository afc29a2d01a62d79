"""Translates a TensorFlow graph: what of it depends on pixels becomes nodes of an ONNX graph."""

import sys
from collections.abc import Callable

import numpy as np

import convolutions
import patterns
import resizing
from graph import INPUT, Graph
from maps import Map, Maps
from patterns import found
from tfjs import PICTURES, STEP, Node, TensorFlowGraph

sys.setrecursionlimit(100_000)  # from the result back to the picture
TO_THE_END = np.iinfo(np.int64).max
UNTURNED = (1, 0, 3, 2)  # of what two products with matrices leave: rows, pictures, channels, columns
AXES_FIRST = (0, 2, 3, 1)  # where TensorFlow's axes are when channels lie first

Named = dict[str, Node]


class Translation:
    def __init__(self, graph: Graph, source: TensorFlowGraph):
        self._source, self._maps = source, Maps(graph)
        self._made: dict[str, Map] = {}
        self._patterns: list[tuple[tuple, Callable[[Named], Map | None]]] = [
            (patterns.LAYER_NORM, self._layer_norm),
            (patterns.GELU, self._gelu),
            (patterns.SIGMOID, lambda named: self._pointwise("Sigmoid", named)),
            (patterns.LEAKY_RELU, self._leaky_relu),
            (patterns.RELU, lambda named: self._pointwise("Relu", named) if self._is(named["#zero"], 0) else None),
            (patterns.MIXED, self._mixed),
            (patterns.MIXED_AND_MORE, self._mixed),
            (patterns.RESIZED, self._resized),
        ]

    def result(self) -> str:
        return self._maps.channels_first(self._map(self._source.result))

    def _map(self, node: Node) -> Map:
        if node.name not in self._made:
            self._made[node.name] = self._translated(node)
        return self._made[node.name]

    def _translated(self, node: Node) -> Map:
        for pattern, write in self._patterns:
            named = found(self._source, node, pattern)
            written = write(named) if named else None
            if written:
                return written
        if node.operator not in _OPERATORS:
            raise ValueError(f"{node.name}: {node.operator} is not translated")
        return _OPERATORS[node.operator](self, node)

    def _constant(self, node: Node) -> np.ndarray:
        value = self._source.constant(node)
        if value is None:
            raise ValueError(f"{node.name}: not the same for pictures of all shapes")
        return value

    def _is(self, node: Node, number: float) -> bool:
        value = self._source.constant(node)
        return value is not None and value.size == 1 and bool(np.isclose(value.item(), number))

    # What ONNX has one operator for.

    def _layer_norm(self, named: Named) -> Map:
        of = self._map(named["x"])
        channels = of.shapes[0][-1]
        for axis in ("#axis", "#axis_"):
            if self._constant(named[axis]).tolist() not in ([len(of.shapes[0]) - 1], [-1]):
                raise ValueError(f"{named[axis].name}: only channels are normalised")
        if not self._is(named["#reciprocal"], 1 / channels):
            raise ValueError(f"{named['#reciprocal'].name}: not the reciprocal of {channels} channels")
        scale, shift = (self._maps.constant(self._constant(named[name]).reshape(-1)) for name in ("#scale", "#shift"))
        epsilon = float(self._constant(named["#epsilon"]).item())
        return Map(self._maps.node("LayerNormalization", self._maps.last(of), scale, shift, axis=-1, epsilon=epsilon), of.shapes)

    def _gelu(self, named: Named) -> Map:
        """In the order of operators that ONNX Runtime knows as one."""
        of = self._maps.settled(self._map(named["x"]))
        half, one, slope, cubic = (
            self._maps.constant(self._constant(named[name]).astype(np.float32).reshape(())) for name in ("#half", "#one", "#slope", "#cubic")
        )
        cube = self._maps.node("Pow", of.blob, self._maps.constant(np.array(3, np.float32)))
        bent = self._maps.node("Add", of.blob, self._maps.node("Mul", cube, cubic))
        gate = self._maps.node("Add", self._maps.node("Tanh", self._maps.node("Mul", bent, slope)), one)
        return Map(self._maps.node("Mul", self._maps.node("Mul", of.blob, half), gate), of.shapes, of.first)

    def _pointwise(self, operator: str, named: Named, **attributes) -> Map:
        of = self._maps.settled(self._map(named["x"]))
        return Map(self._maps.node(operator, of.blob, **attributes), of.shapes, of.first)

    def _leaky_relu(self, named: Named) -> Map | None:
        return self._pointwise("LeakyRelu", named, alpha=float(self._constant(named["#slope"]).item())) if self._is(named["#zero"], 0) else None

    def _mixed(self, named: Named) -> Map | None:
        """A product with a matrix along another axis than the channels, without turning the map for it and back."""
        order, back = (self._constant(named[name]).tolist() for name in ("#order", "#back"))
        more = self._constant(named["#more"]) if "#more" in named else np.zeros(1, np.float32)
        if order != back or order not in ([0, 1, 3, 2], [0, 3, 2, 1]) or more.size != 1:
            return None
        of = self._map(named["x"])
        weights = self._maps.constant(np.ascontiguousarray(self._constant(named["#weights"]).T))
        bias = self._maps.constant(self._constant(named["#bias"]).reshape(-1, 1) + more.item())
        flat = tuple((count, mixed, cells * channels) for count, mixed, cells, channels in of.shapes) if order[1] == 3 else of.shapes
        blob = self._maps.reshaped(self._maps.last(of), of.shapes, flat)
        blob = self._maps.node("Add", self._maps.node("MatMul", weights, blob), bias)
        return Map(self._maps.reshaped(blob, flat, of.shapes), of.shapes)

    def _resized(self, named: Named) -> Map:
        rows, columns = (resizing.factor(self._source.known(named[name])) for name in ("#rows", "#columns"))
        if rows != columns or self._constant(named["#order"]).tolist() != list(UNTURNED):
            raise ValueError(f"resizes rows by {rows} and columns by {columns}, in an order that is not translated")
        of = self._maps.settled(self._map(named["x"]))
        if rows < 1:
            return resizing.reduced(self._maps, of, round(1 / rows))
        by = round(rows)
        return Map(of.blob, tuple((count, high * by, wide * by, rest) for count, high, wide, rest in of.shapes), of.first, enlarge=by)

    # Operators by themselves.

    def _picture(self, node: Node) -> Map:
        return Map(INPUT, tuple((count, high * STEP, wide * STEP, 3) for count, high, wide in PICTURES), first=True)

    def _same(self, node: Node) -> Map:
        return self._map(self._source.inputs(node)[0])

    def _broadcast(self, node: Node) -> Map:
        of, shapes = self._same(node), self._shapes(node)
        if of.shapes != shapes:
            raise ValueError(f"{node.name}: broadcasts {of.shapes[0]} to {shapes[0]}, which is not translated")
        return of

    def _reshape(self, node: Node) -> Map:
        of, shapes = self._same(node), self._shapes(node)
        if of.shapes == shapes:
            return of
        if of.sums:
            return Map(self._maps.reshaped(of.blob, of.shapes, shapes), shapes, sums=of.sums)
        return Map(self._maps.reshaped(self._maps.last(of), of.shapes, shapes), shapes)

    def _shapes(self, node: Node) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(map(int, shape)) for shape in self._source.known(self._source.inputs(node)[1]))

    def _transpose(self, node: Node) -> Map:
        of, order = self._same(node), tuple(self._constant(self._source.inputs(node)[1]).tolist())
        if order == tuple(range(len(order))):
            return of
        turned = tuple(tuple(shape[axis] for axis in order) for shape in of.shapes)
        return Map(self._maps.turned(self._maps.last(of), order), turned)

    def _sum(self, node: Node) -> Map:
        """Means in its stead: sums as large as these are only made to be divided."""
        source, axes = self._source.inputs(node)
        of, summed = self._maps.settled(self._map(source)), sorted(np.atleast_1d(self._constant(axes)).tolist())
        kept = node.flag("keep_dims")
        shapes = tuple(tuple(1 if axis in summed else side for axis, side in enumerate(shape) if kept or axis not in summed) for shape in of.shapes)
        sums = tuple(int(np.prod([shape[axis] for axis in summed])) for shape in of.shapes)
        first = of.first and summed == [1, 2]
        blob = of.blob if first else self._maps.last(of)
        means = self._maps.node("ReduceMean", blob, axes=[AXES_FIRST[axis] for axis in summed] if first else summed, keepdims=int(kept))
        return Map(means, shapes, first and kept, sums)

    def _slice(self, node: Node) -> Map:
        of = self._same(node)
        bounds = zip(*(self._source.known(each) for each in self._source.inputs(node)[1:]), strict=True)
        shapes, cut = [], set()
        for shape, (start, end, step) in zip(of.shapes, bounds, strict=True):
            sides = list(shape)
            for axis in range(len(start)):
                first = None if node.number("begin_mask") >> axis & 1 else int(start[axis])
                last = None if node.number("end_mask") >> axis & 1 else int(end[axis])
                first, last, by = slice(first, last, int(step[axis])).indices(shape[axis])
                if (first, last, by) != (0, shape[axis], 1):
                    cut.add((axis, first, last, by))
                sides[axis] = last - first
            shapes.append(tuple(sides))
        axes, starts, ends, steps = zip(*sorted(cut), strict=True)
        if len(set(axes)) < len(axes) or set(steps) != {1} or node.number("shrink_axis_mask") or node.number("new_axis_mask"):
            raise ValueError(f"{node.name}: a cut of {sorted(cut)} is not translated")
        blob = self._maps.node("Slice", self._maps.last(of), *(self._maps.whole(*numbers) for numbers in (starts, ends, axes)))
        return Map(blob, tuple(shapes))

    def _each_nth(self, node: Node) -> Map:
        """The nearest pixels of a picture that is reduced by a whole number."""
        source, indices, axis_of = self._source.inputs(node)
        of, axis, known = self._maps.settled(self._map(source)), int(self._constant(axis_of).item()), self._source.known(indices)
        start, step = int(known[0][0]), int(known[0][1] - known[0][0])
        for taken, shape in zip(known, of.shapes, strict=True):
            if taken.tolist() != list(range(start, shape[axis], step)):
                raise ValueError(f"{node.name}: takes {taken.tolist()}, not every {step}th from {start} on")
        shapes = tuple(shape[:axis] + (len(taken),) + shape[axis + 1 :] for taken, shape in zip(known, of.shapes, strict=True))
        along = AXES_FIRST[axis] if of.first else axis
        bounds = (self._maps.whole(number) for number in (start, TO_THE_END, along, step))
        return Map(self._maps.node("Slice", of.blob, *bounds), shapes, of.first)

    def _concat(self, node: Node) -> Map:
        *sources, axis_of = self._source.inputs(node)
        axis, parts = int(self._constant(axis_of).item()), [self._maps.settled(self._map(source)) for source in sources]
        first = all(part.first for part in parts)
        blobs = [part.blob if first else self._maps.last(part) for part in parts]
        axis %= len(parts[0].shapes[0])
        shapes = tuple(
            each[0][:axis] + (sum(shape[axis] for shape in each),) + each[0][axis + 1 :]
            for each in zip(*(part.shapes for part in parts), strict=True)
        )
        return Map(self._maps.node("Concat", *blobs, axis=AXES_FIRST[axis] if first else axis), shapes, first)

    def _convolution(self, node: Node, bias: np.ndarray | None = None) -> Map:
        source, kernel = self._source.inputs(node)
        return convolutions.convolved(self._maps, self._map(source), self._constant(kernel), bias, node.numbers("strides")[1])

    def _transposed_convolution(self, node: Node) -> Map:
        _, kernel, source = self._source.inputs(node)
        return convolutions.spread(self._maps, self._map(source), self._constant(kernel), node.numbers("strides")[1])

    def _einsum(self, node: Node) -> Map:
        if node.text("equation") != "abcg,gf->abcf":
            raise ValueError(f"{node.name}: {node.text('equation')} is not translated")
        source, weights = self._source.inputs(node)
        return convolutions.of_a_pixel(self._maps, self._map(source), self._constant(weights))

    def _binary(self, node: Node) -> Map:
        one, other = self._source.inputs(node)
        if self._source.known(one) is not None:
            if node.operator not in ("AddV2", "Mul"):
                raise ValueError(f"{node.name}: {node.operator} of a constant and a map is not translated")
            one, other = other, one
        if self._source.known(other) is None:
            return self._of_two_maps(node, self._map(one), self._map(other))
        if node.operator == "AddV2" and one.operator == "Conv2D" and self._source.is_used_once(one):
            return self._convolution(one, self._constant(other).reshape(-1))
        of = self._map(one)
        return self._mean(node, of, self._source.known(other)) if of.sums else self._with_constant(node, of, self._constant(other))

    def _mean(self, node: Node, of: Map, known: tuple) -> Map:
        for count, number in zip(of.sums or (), known, strict=True):
            divided = number.item() / count if node.operator == "RealDiv" else number.item() * count
            if node.operator not in ("RealDiv", "Mul") or not np.isclose(divided, 1):
                raise ValueError(f"{node.name}: makes no mean of a sum of {count}")
        return Map(of.blob, of.shapes, of.first)

    def _with_constant(self, node: Node, of: Map, constant: np.ndarray) -> Map:
        values = constant.reshape((1,) * (len(of.shapes[0]) - constant.ndim) + constant.shape)
        if values.shape[:-1] != (1,) * (values.ndim - 1):
            raise ValueError(f"{node.name}: a constant of {values.shape} is not translated")
        if of.enlarge > 1 and node.operator != "AddV2":
            of = self._maps.settled(of)
        values = values.reshape(-1, 1, 1) if of.first else values.reshape(-1)
        blob = self._maps.node(ARITHMETIC[node.operator], of.blob, self._maps.constant(values))
        return Map(blob, of.shapes, of.first, enlarge=of.enlarge)

    def _of_two_maps(self, node: Node, one: Map, other: Map) -> Map:
        shapes = tuple(tuple(map(int, np.broadcast_shapes(*pair))) for pair in zip(one.shapes, other.shapes, strict=True))
        one, other = self._maps.settled(one), self._maps.settled(other)
        small = [len(of.shapes[0]) == 4 and of.shapes[0][1:3] == (1, 1) for of in (one, other)]
        first = one.first and other.first or one.first and small[1] or other.first and small[0]
        blobs = [self._maps.channels_first(of) if first else self._maps.last(of) for of in (one, other)]
        return Map(self._maps.node(ARITHMETIC[node.operator], *blobs), shapes, first)


ARITHMETIC = {"AddV2": "Add", "Mul": "Mul", "Sub": "Sub", "RealDiv": "Div"}
_OPERATORS = {
    "BroadcastTo": Translation._broadcast,
    "ConcatV2": Translation._concat,
    "Conv2D": Translation._convolution,
    "Conv2DBackpropInput": Translation._transposed_convolution,
    "Einsum": Translation._einsum,
    "GatherV2": Translation._each_nth,
    "Identity": Translation._same,
    "Placeholder": Translation._picture,
    "Reshape": Translation._reshape,
    "StridedSlice": Translation._slice,
    "Sum": Translation._sum,
    "Transpose": Translation._transpose,
    **dict.fromkeys(ARITHMETIC, Translation._binary),
}
