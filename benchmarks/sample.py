"""Which pixels of an image stand for all of it: as Azulejo takes them, so that pooling models find the same means."""

import math

import numpy as np

CROPS, SIDE, MULTIPLE = 8, 96, 4


def sample(image: np.ndarray) -> np.ndarray:
    """Of rows of pixels: a small image itself, else eight crops of one size, spread evenly."""
    height, width = image.shape[:2]
    if width * height <= CROPS * SIDE * SIDE:
        return image[None]
    columns = min((4, 2, 8, 1), key=lambda count: abs(math.log(width * CROPS / count / count / height)))
    lefts, tops = starts(columns, width), starts(CROPS // columns, height)
    return np.stack([image[top : top + side(height), left : left + side(width)] for top in tops for left in lefts])


def side(length: int) -> int:
    return length if length < MULTIPLE else min(SIDE, length) // MULTIPLE * MULTIPLE


def starts(count: int, length: int) -> list[int]:
    """Each in the middle of its share."""
    last = length - side(length)
    middles = ((2 * index + 1) * length // (2 * count) for index in range(count))
    return [min(max(middle - side(length) // 2, 0), last) // MULTIPLE * MULTIPLE for middle in middles]
