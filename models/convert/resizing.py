"""Linear resizing by whole factors as JAX does it: by one matrix for rows and one for columns."""

import numpy as np

from maps import Map, Maps, growth
from tfjs import Known


def factor(matrices: Known) -> float:
    """By how much such matrices, inputs x outputs, enlarge; an error if they do not resize linearly."""
    rows, columns = matrices[0].shape
    for matrix in matrices:
        if not np.allclose(matrix, _matrix(*matrix.shape), atol=1e-5) or matrix.shape[0] * columns != matrix.shape[1] * rows:
            raise ValueError(f"a matrix of {matrix.shape} that does not resize linearly by {columns / rows}")
    return columns / rows


def reduced(maps: Maps, of: Map, by: int) -> Map:
    """A convolution with a triangle that is twice `by` wide. What of that lies outside does not count, so each pixel is divided by the
    share of it that lies inside."""
    shapes = tuple((count, high // by, wide // by, channels) for count, high, wide, channels in of.shapes)
    triangle = _triangle(by)
    blob = _convolved(maps, maps.channels_first(of), triangle, of.shapes[0][3])
    sides = [growth(tuple(shape[axis] for shape in of.shapes)) for axis in (1, 2)]
    ones = maps.node("Expand", maps.constant(np.ones((1, 1, 1, 1), np.float32)), maps.lengths([1, 1, *sides]))
    return Map(maps.node("Div", blob, _convolved(maps, ones, triangle, 1)), shapes, first=True)


def _convolved(maps: Maps, blob: str, triangle: np.ndarray, channels: int) -> str:
    width, by = len(triangle), len(triangle) // 2
    kernel = np.broadcast_to(np.outer(triangle, triangle), (channels, 1, width, width))
    options = {"kernel_shape": [width, width], "strides": [by, by], "pads": [by // 2] * 4, "group": channels}
    return maps.node("Conv", blob, maps.constant(np.ascontiguousarray(kernel)), **options)


def _triangle(by: int) -> np.ndarray:
    weights = 1 - np.abs(np.arange(2 * by) + 0.5 - by) / by
    return (weights / weights.sum()).astype(np.float32)


def _matrix(inputs: int, outputs: int) -> np.ndarray:
    width = max(1.0, inputs / outputs)
    centres = (np.arange(outputs) + 0.5) * inputs / outputs
    weights = np.maximum(0, 1 - np.abs(np.arange(inputs)[:, None] + 0.5 - centres) / width)
    return weights / weights.sum(axis=0)
