"""Global pooling that can be told its means, so that tiles of an image are computed as the image is."""

from onnx import TensorProto

from graph import Graph

GIVEN, POOLED, MEANS = "given", "pooled", "means"


class PooledMeans:
    """Adds to a graph, as soon as it pools, two inputs and an output.

    `given` true: the channels' means are those of `pooled`, 1 x K x 1 x 1 for all K pooled channels in the order of the layers.
    `given` false: they are taken over all images of the batch, all of their rows and columns, and `means` gives them back.
    """

    def __init__(self, graph: Graph):
        self._graph = graph
        self._means: list[str] = []
        self._count = 0

    def of(self, blob: str, channels: int, output: str) -> None:
        """The means of `blob`, or those given in their stead. A mean costs next to nothing beside the convolutions, and ONNX
        Runtime takes it within its blocked layout: a branch around it (If) would cost more than it saves."""
        graph = self._graph
        if not self._means:
            graph.input(GIVEN, TensorProto.BOOL, [1])
        of_each = graph.node("GlobalAveragePool", [blob], f"{output}_each")
        of_all = graph.node("ReduceMean", [of_each], f"{output}_all", axes=[0], keepdims=1)
        bounds = [
            graph.whole_numbers(f"{output}.{name}", value)
            for name, value in (("start", self._count), ("end", self._count + channels), ("axis", 1))
        ]
        told = graph.node("Slice", [POOLED, *bounds], f"{output}_told")
        graph.node("Where", [GIVEN, told, of_all], output)
        self._means.append(output)
        self._count += channels

    def finish(self) -> None:
        """Declares the tensors whose size is known only now."""
        if self._means:
            self._graph.input(POOLED, TensorProto.FLOAT, [1, self._count, 1, 1])
            self._graph.node("Concat", self._means, MEANS, axis=1)
            self._graph.output(MEANS, TensorProto.FLOAT, [1, self._count, 1, 1])
