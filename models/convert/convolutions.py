"""Convolutions of maps. Those of single pixels are products with a matrix where channels lie last, so that no map is turned for them."""

import numpy as np

from maps import Map, Maps


def convolved(maps: Maps, of: Map, kernel: np.ndarray, bias: np.ndarray | None, stride: int) -> Map:
    high, wide, _, outputs = kernel.shape
    if (high, wide, stride) == (1, 1, 1):
        return of_a_pixel(maps, of, kernel.reshape(kernel.shape[2:]), bias)
    if high != wide or (high - stride) % 2:
        raise ValueError(f"a kernel of {high}x{wide} with stride {stride} is not translated")
    shapes = tuple((count, rows // stride, columns // stride, outputs) for count, rows, columns, _ in of.shapes)
    options = {"kernel_shape": [high, wide], "strides": [stride, stride], "pads": [(high - stride) // 2] * 4}
    weights = [maps.constant(np.ascontiguousarray(kernel.transpose(3, 2, 0, 1)))]
    if bias is not None:
        weights.append(maps.constant(bias))
    return Map(maps.node("Conv", maps.channels_first(of), *weights, **options), shapes, first=True)


def of_a_pixel(maps: Maps, of: Map, matrix: np.ndarray, bias: np.ndarray | None = None) -> Map:
    """Before a map is enlarged rather than after, as both are sums over the same pixels, and there are fewer of them."""
    shapes = tuple((*shape[:-1], matrix.shape[1]) for shape in of.shapes)
    if of.sums:
        raise ValueError(f"{of.blob}: a sum that nothing makes a mean of")
    if of.first:
        weights = [maps.constant(np.ascontiguousarray(matrix.T)[:, :, None, None])]
        if bias is not None:
            weights.append(maps.constant(bias))
        return Map(maps.node("Conv", of.blob, *weights, kernel_shape=[1, 1]), shapes, True, enlarge=of.enlarge)
    blob = maps.node("MatMul", of.blob, maps.constant(matrix))
    if bias is not None:
        blob = maps.node("Add", blob, maps.constant(bias))
    return Map(blob, shapes, enlarge=of.enlarge)


def spread(maps: Maps, of: Map, kernel: np.ndarray, stride: int) -> Map:
    """A transposed convolution whose results do not overlap: each pixel makes a square of them."""
    high, wide, outputs, inputs = kernel.shape
    if (high, wide) != (stride, stride):
        raise ValueError(f"a transposed convolution of {high}x{wide} with stride {stride} is not translated")
    of = maps.settled(of)
    matrix = np.ascontiguousarray(kernel.transpose(3, 0, 1, 2).reshape(inputs, -1))
    product = maps.node("MatMul", maps.last(of), maps.constant(matrix))
    was = tuple((*shape[:-1], matrix.shape[1]) for shape in of.shapes)
    squares = tuple((*shape[:-1], stride, stride, outputs) for shape in of.shapes)
    turned = maps.turned(maps.reshaped(product, was, squares), (0, 1, 3, 2, 4, 5))
    lines = tuple((count, rows, stride, columns, stride, outputs) for count, rows, columns, _ in of.shapes)
    shapes = tuple((count, rows * stride, columns * stride, outputs) for count, rows, columns, _ in of.shapes)
    return Map(maps.reshaped(turned, lines, shapes), shapes)
