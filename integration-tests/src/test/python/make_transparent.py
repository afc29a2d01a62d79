"""PHOTO FOLDER: a bright object with soft and hard edges, on fully transparent black, and what tests compare with."""

import os
import sys

import numpy
from PIL import Image

import png_file

WIDTH, HEIGHT, FINER = 120, 88, 8
COLOUR = numpy.array([240, 205, 90])
BACKGROUNDS = {"white": 255, "grey": 128, "black": 0}


def main(photo, folder):
    os.makedirs(folder)
    def save(name, samples):
        png_file.write(os.path.join(folder, name + ".png"), numpy.rint(samples).astype(numpy.uint8))

    alpha = numpy.rint(255 * coverage())[..., None]
    alpha[44, 40] = 0  # a pinhole
    colour = numpy.where(alpha > 0, COLOUR, 0)
    save("object", numpy.concatenate([colour, alpha], axis=2))
    save("object-colour", colour)
    save("object-alpha", alpha)
    for name, level in BACKGROUNDS.items():
        save("object-on-" + name, (colour * alpha + level * (255 - alpha)) / 255)
    save("object-grey", numpy.concatenate([colour[..., :1], alpha], axis=2))
    with Image.open(photo) as image:
        left, top = 180, 60
        pixels = numpy.asarray(image.convert("RGB").crop((left, top, left + WIDTH, top + HEIGHT)))
    save("photo", numpy.concatenate([numpy.where(alpha > 0, pixels, 0), alpha], axis=2))
    save("opaque", numpy.concatenate([pixels, numpy.full_like(alpha, 255)], axis=2))
    save("opaque-colour", pixels)


def coverage():
    """How much of each pixel a disc, a thin ring, a bar with hard edges and a blurred dot cover."""
    y, x = numpy.mgrid[0 : HEIGHT * FINER, 0 : WIDTH * FINER] / FINER
    disc = numpy.hypot(x - 40, y - 44) < 29.3
    ring = abs(numpy.hypot(x - 86, y - 26) - 15) < 1.1
    bar = (x >= 76) & (x < 112) & (y >= 56) & (y < 66)
    dot = numpy.clip(1.2 - numpy.hypot(x - 94, y - 77) / 8, 0, 1)
    fine = numpy.maximum(disc | ring | bar, dot)
    return fine.reshape(HEIGHT, FINER, WIDTH, FINER).mean(axis=(1, 3))


main(*sys.argv[1:])
