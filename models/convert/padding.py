"""What a network without padding of its own meets outside its input."""

from graph import Graph
from shrink import outside

ROWS, COLUMNS = 2, 3


def replicated(graph: Graph, image: str, px: int) -> str:
    """The image with its border pixels repeated."""
    pads = graph.whole_numbers("pads", 0, 0, px, px, 0, 0, px, px)
    return graph.node("Pad", [image, pads], "padded", mode="edge")


def reflected(graph: Graph, image: str, px: int) -> str:
    """The image mirrored at its border pixels, again and again where it is smaller than `px`.

    ONNX's own reflecting Pad refuses that, so rows and columns are picked by their numbers: outside an image of n pixels a
    side, pixel i is pixel min(m, 2(n-1) - m) of it, where m = i mod 2(n-1). How far that goes on each side is a number of its own.
    """
    shape = graph.node("Shape", [image], "shape")
    for name, value in (("zero", 0), ("one", 1), ("two", 2)):
        graph.whole_numbers(name, value)
    for axis, along, first, last in ((ROWS, "rows", "top", "bottom"), (COLUMNS, "columns", "left", "right")):
        before = graph.whole_numbers(outside(first), -px)
        beyond = graph.whole_numbers(outside(last), px)
        numbers = _numbers(graph, shape, axis, along, before, beyond)
        image = graph.node("Gather", [image, numbers], f"padded_{along}", axis=axis)
    return image


def _numbers(graph: Graph, shape: str, axis: int, along: str, before: str, beyond: str) -> str:
    def step(operator: str, inputs: list[str], name: str) -> str:
        return graph.node(operator, inputs, f"{along}_{name}")

    length = step("Gather", [shape, graph.whole_numbers(f"{along}_axis", axis)], "length")
    last = step("Sub", [length, "one"], "last")
    period = step("Mul", [last, "two"], "period")
    divisor = step("Max", [period, "one"], "divisor")  # one pixel has no mirror: it is repeated
    end = step("Add", [length, beyond], "end")
    scalars = [step("Squeeze", [number, "zero"], f"{number}_scalar") for number in (before, end, "one")]
    wrapped = step("Mod", [step("Range", scalars, "range"), divisor], "wrapped")
    return step("Min", [wrapped, step("Sub", [period, wrapped], "mirrored")], "numbers")
