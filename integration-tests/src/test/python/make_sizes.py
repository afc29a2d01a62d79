"""FOLDER SIZE...: soft images of each size WxH, as rgb-WxH.png, rgba-, grey- and rgb-WxH.jpg."""

import os
import sys

import numpy
from PIL import Image


def main(folder, sizes):
    for size in sizes:
        width, height = map(int, size.split("x"))
        y, x = numpy.mgrid[0:height, 0:width]
        bands = [150 + 60 * numpy.sin(x / 9 + phase) * numpy.cos(y / 11 - phase) for phase in (0, 1, 2)]
        colour = numpy.stack(bands, axis=2).astype(numpy.uint8)
        alpha = numpy.clip(120 + 3 * x - 2 * y, 0, 255).astype(numpy.uint8)[..., None]
        save(folder, f"rgb-{size}.png", colour)
        save(folder, f"rgb-{size}.jpg", colour, quality=95)
        save(folder, f"grey-{size}.png", colour[..., 0])
        save(folder, f"rgba-{size}.png", numpy.concatenate([colour, alpha], axis=2))


def save(folder, name, samples, **options):
    Image.fromarray(samples).save(os.path.join(folder, name), **options)


main(sys.argv[1], sys.argv[2:])
