"""An ICC profile of an ink that covers what it should: CMYK as the simplest arithmetic has it, in tables of 8 bits
(ICC.1:2022, 10.10). No press prints so, but every program can convert from it and to it."""

import itertools
import struct

import numpy

D50 = numpy.array([0.9642, 1.0, 0.8249])
SRGB = numpy.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])
GRID = 17
INK_GRID = 9


def profile():
    inks = numpy.array(list(itertools.product(numpy.linspace(0, 1, INK_GRID), repeat=4)))
    to_lab = lab_bytes(lab((1 - inks[:, :3]) * (1 - inks[:, 3:])))
    steps = numpy.arange(GRID) / (GRID - 1)
    colours = numpy.array(list(itertools.product(steps * 100, steps * 255 - 128, steps * 255 - 128)))
    from_lab = numpy.rint(255 * cmyk(rgb(colours))).astype(numpy.uint8)
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, 10) + b"Plain CMYK"[:9] + b"\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in D50)),
        b"A2B0": table(4, 3, INK_GRID, to_lab),
        b"B2A0": table(3, 4, GRID, from_lab),
    }
    data, directory = b"", struct.pack(">I", len(tags))
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        directory += struct.pack(">4sII", name, 132 + 12 * len(tags) + len(data), len(content))
        data += content
    header = struct.pack(">I4xI", 132 + 12 * len(tags) + len(data), 0x02400000) + b"prtrCMYKLab "
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3i", *(round(value * 65536) for value in D50))
    return header.ljust(128, b"\0") + directory + data


def table(inputs, outputs, grid, nodes):
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    ramp = bytes(range(256))
    return b"mft1" + struct.pack(">4xBBBx", inputs, outputs, grid) + identity + ramp * inputs + nodes.tobytes() + ramp * outputs


def lab(colours):
    linear = numpy.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    ratios = linear @ SRGB.T / D50
    roots = numpy.where(ratios > 216 / 24389, numpy.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
    return numpy.stack(
        [116 * roots[:, 1] - 16, 500 * (roots[:, 0] - roots[:, 1]), 200 * (roots[:, 1] - roots[:, 2])], axis=1
    )


def rgb(labs):
    middle = (labs[:, 0] + 16) / 116
    roots = numpy.stack([middle + labs[:, 1] / 500, middle, middle - labs[:, 2] / 200], axis=1)
    ratios = numpy.where(roots > 6 / 29, roots**3, (116 * roots - 16) * 27 / 24389)
    linear = numpy.clip((ratios * D50) @ numpy.linalg.inv(SRGB).T, 0, 1)
    return numpy.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def cmyk(colours):
    black = 1 - colours.max(axis=1, keepdims=True)
    return numpy.concatenate([(1 - colours - black) / numpy.maximum(1 - black, 1e-9), black], axis=1).clip(0, 1)


def lab_bytes(labs):
    scaled = numpy.stack([labs[:, 0] * 2.55, labs[:, 1] + 128, labs[:, 2] + 128], axis=1)
    return numpy.rint(scaled.clip(0, 255)).astype(numpy.uint8)
