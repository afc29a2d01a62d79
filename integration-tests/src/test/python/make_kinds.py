"""PHOTO FOLDER: one piece of a photograph in the kinds of pixels that PNG and JPEG have."""

import os
import struct
import sys

import numpy
from PIL import Image

import png_file


def main(photo, folder):
    os.makedirs(folder)
    def path(name):
        return os.path.join(folder, name)

    with Image.open(photo) as image:
        piece = image.convert("RGB").crop((180, 60, 261, 117))
    grey = piece.convert("L")
    alpha = Image.linear_gradient("L").resize(piece.size)
    rgba = piece.copy()
    rgba.putalpha(alpha)
    piece.save(path("rgb.png"))
    rgba.save(path("rgba.png"))
    grey.save(path("grey.png"))
    Image.merge("LA", (grey, alpha)).save(path("grey-alpha.png"))
    piece.save(path("rgb.jpg"), quality=95)
    grey.save(path("grey.jpg"), quality=95)
    piece.save(path("progressive.jpg"), quality=95, progressive=True)
    grey.point(lambda level: 255 * (level > 110), "1").save(path("one-bit.png"))
    palette = piece.quantize(40, dither=Image.Dither.NONE)
    palette.save(path("palette.png"))
    palette.save(path("palette-transparent.png"), transparency=bytes(range(0, 240, 6)))
    piece.quantize(16, dither=Image.Dither.NONE).save(path("palette-four-bits.png"), bits=4)
    write_16_bits(piece, path)
    write_colour_key(piece, path("colour-key.png"))


def write_16_bits(piece, path):
    """Levels that 8 bits do not have: a smooth ramp under the photograph."""
    size = piece.size
    ramp = numpy.linspace(0, 255, size[0] * size[1]).reshape(size[1], size[0], 1)
    fine = numpy.asarray(piece, numpy.uint16) * numpy.uint16(257) // 2 * 2
    rgb = (fine // 2 + (ramp * 128).astype(numpy.uint16)).astype(numpy.uint16)
    alpha = (numpy.clip(ramp / 200, 0, 1) * 65535).astype(numpy.uint16)
    png_file.write(path("rgb-16.png"), rgb)
    png_file.write(path("rgba-16.png"), numpy.concatenate([rgb, alpha], axis=2))
    png_file.write(path("grey-16.png"), rgb[..., :1])
    png_file.write(path("grey-alpha-16.png"), numpy.concatenate([rgb[..., :1], alpha], axis=2))


def write_colour_key(piece, path):
    """One colour of an RGB image is transparent, by tRNS."""
    samples = numpy.array(piece)
    samples[10:30, 10:30] = (1, 2, 3)
    png_file.write(path, samples, [(b"tRNS", struct.pack(">HHH", 1, 2, 3))])


main(*sys.argv[1:])
