"""Feature maps of a graph whose layout is TensorFlow's (channels last), written with channels first where convolutions give them so."""

from dataclasses import dataclass

import numpy as np

from graph import INPUT, Graph
from tfjs import PICTURES, STEP

Shape = tuple[int, ...]
FIRST = (0, 3, 1, 2)  # from channels last to channels first
LAST = (0, 2, 3, 1)


@dataclass(frozen=True)
class Map:
    """What a node gives.

    `shapes` are TensorFlow's, one for each of PICTURES. With `first` the blob's channels lie first. `sums`: the blob holds the means
    of what are sums in the graph, of that many values for each of PICTURES. `enlarge`: the blob is still to be enlarged by this.
    """

    blob: str
    shapes: tuple[Shape, ...]
    first: bool = False
    sums: tuple[int, ...] | None = None
    enlarge: int = 1

    def __post_init__(self):
        if self.first and len(self.shapes[0]) != 4:
            raise ValueError(f"{self.blob}: channels first with {len(self.shapes[0])} axes")


class Maps:
    """Writes nodes whose output a number names, so that the same source gives the same names."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self._numbered = 0
        self._constants: dict[tuple, str] = {}
        self._turned: dict[tuple[str, tuple[int, ...]], str] = {}
        self._lengths: dict[tuple[int, ...], str] = {}
        self._vectors: dict[tuple, str] = {}
        self._sides = ""
        self._enlarged: dict[str, str] = {}

    def node(self, operator: str, *operands: str, **attributes) -> str:
        self._numbered += 1
        return self.graph.node(operator, list(operands), f"t{self._numbered}", **attributes)

    def constant(self, values: np.ndarray) -> str:
        key = (values.dtype.str, values.shape, values.tobytes())
        if key not in self._constants:
            name = f"c{len(self._constants) + 1}"
            self._constants[key] = self.graph.constant(name, values)
        return self._constants[key]

    def whole(self, *numbers: int) -> str:
        return self.constant(np.array(numbers, np.int64))

    def last(self, of: Map) -> str:
        """Its blob with channels last."""
        of = self.settled(of)
        return self.turned(of.blob, LAST) if of.first else of.blob

    def channels_first(self, of: Map) -> str:
        of = self.settled(of)
        return of.blob if of.first else self.turned(of.blob, FIRST)

    def turned(self, blob: str, order: tuple[int, ...]) -> str:
        if (blob, order) not in self._turned:
            self._turned[blob, order] = self.node("Transpose", blob, perm=list(order))
        return self._turned[blob, order]

    def settled(self, of: Map) -> Map:
        """Enlarged, if it still was to be."""
        if of.sums:
            raise ValueError(f"{of.blob}: a sum that nothing makes a mean of")
        if of.enlarge == 1:
            return of
        if of.blob not in self._enlarged:
            blob = of.blob if of.first else self.turned(of.blob, FIRST)
            factors = self.constant(np.array([1, 1, of.enlarge, of.enlarge], np.float32))
            options = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
            self._enlarged[of.blob] = self.node("Resize", blob, "", factors, **options)
        return Map(self._enlarged[of.blob], of.shapes, first=True)

    def reshaped(self, blob: str, was: tuple[Shape, ...], shapes: tuple[Shape, ...]) -> str:
        if was == shapes:
            return blob
        grown = [growth(tuple(shape[axis] for shape in shapes)) for axis in range(len(shapes[0]))]
        sides = []
        for axis, (length, *powers) in enumerate(grown):
            same = axis < len(was[0]) and all(old[axis] == new[axis] for old, new in zip(was, shapes, strict=True))
            sides.append(length if not any(powers) else 0 if same else None)
        if None in sides:
            sides[len(sides) - 1 - sides[::-1].index(None)] = -1
        if None not in sides:
            return self.node("Reshape", blob, self.whole(*sides))
        return self.node("Reshape", blob, self.lengths([of if side is None else side for side, of in zip(sides, grown, strict=True)]))

    def lengths(self, sides: list) -> str:
        """A vector of whole numbers and of lengths that grow with the picture (see `growth`)."""
        key = tuple(sides)
        if key not in self._vectors:
            parts = [self.whole(side) if isinstance(side, int) else self._length(side) for side in sides]
            self._vectors[key] = self.node("Concat", *parts, axis=0)
        return self._vectors[key]

    def _length(self, of: tuple[int, ...]) -> str:
        """A length that grows with the picture's height or width, such as an eighth of it."""
        if of not in self._lengths:
            length, *powers = of
            if sorted(powers) != [0, 0, 1] or powers[0]:
                raise ValueError(f"a length of {length} that grows by powers {powers}: only with a height or a width")
            axis = 2 if powers[1] else 3
            self._sides = self._sides or self.node("Shape", INPUT)
            side = self.node("Gather", self._sides, self.whole(axis), axis=0)
            self._lengths[of] = self.node("Div", self.node("Mul", side, self.whole(length)), self.whole(STEP))
        return self._lengths[of]


def growth(lengths: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The length for the first of PICTURES, and by which powers of their number, height and width it grows."""
    least, *doubled = lengths[:4]
    powers = [each.bit_length() - least.bit_length() for each in doubled]
    for length, picture in zip(lengths, PICTURES, strict=True):
        if length != least * int(np.prod([side**power for side, power in zip(picture, powers, strict=True)])):
            raise ValueError(f"lengths {lengths} are no product of sides of the picture")
    return least, powers[0], powers[1], powers[2]
