"""FOLDER SIZE...: soft images of each size WxH, as rgb-WxH.png, rgba-, grey- and rgb-WxH.jpg."""

import os
import sys

import numpy
from PIL import Image

import png_file


def main(folder, sizes):
    os.makedirs(folder)
    for size in sizes:
        width, height = map(int, size.split("x"))
        y, x = numpy.mgrid[0:height, 0:width]
        bands = [150 + 60 * numpy.sin(x / 9 + phase) * numpy.cos(y / 11 - phase) for phase in (0, 1, 2)]
        colour = numpy.stack(bands, axis=2).astype(numpy.uint8)
        alpha = numpy.clip(120 + 3 * x - 2 * y, 0, 255).astype(numpy.uint8)[..., None]
        Image.fromarray(colour).save(os.path.join(folder, f"rgb-{size}.jpg"), quality=95)
        png_file.write(os.path.join(folder, f"rgb-{size}.png"), colour)
        png_file.write(os.path.join(folder, f"grey-{size}.png"), colour[..., :1])
        png_file.write(os.path.join(folder, f"rgba-{size}.png"), numpy.concatenate([colour, alpha], axis=2))


main(sys.argv[1], sys.argv[2:])
