"""make PHOTO FOLDER: writes sources of several kinds.
judge SOURCE RESULT: the largest difference, in levels of the result's samples, between RESULT and what Pillow makes of
SOURCE by Lanczos in linear light, with colours weighted by alpha."""

import os
import sys

import numpy
from PIL import Image

import png_file

PHOTO_SIDE = 90


def make(photo, folder):
    os.makedirs(folder, exist_ok=True)
    with Image.open(photo) as image:
        rgb = image.convert("RGB").crop((60, 40, 60 + PHOTO_SIDE, 40 + 70))
    rgb.save(os.path.join(folder, "rgb.jpg"), quality=95, dpi=(72, 72))
    colours = numpy.asarray(rgb)
    ramp = numpy.tile(numpy.linspace(0, 255, PHOTO_SIDE).astype("uint8"), (70, 1))
    deep = colours.astype("uint16") * 257
    deep[::2] += numpy.where(deep[::2] < 60000, 77, 0).astype("uint16")
    for name, samples in {
        "rgb": colours,
        "grey": numpy.asarray(rgb.convert("L"))[..., None],
        "rgba": numpy.dstack([colours, ramp]),
        "rgb-16": deep,
    }.items():
        png_file.write(os.path.join(folder, f"{name}.png"), samples)


def judge(source, result):
    wanted_of, given = samples(source), samples(result)
    size = (given.shape[1], given.shape[0])
    top = 65535.0 if given.dtype.itemsize == 2 else 255.0
    alpha = given.shape[2] in (2, 4)
    colours = given.shape[2] - alpha
    light = decoded(wanted_of[..., :colours].astype(float) / top)
    weight = wanted_of[..., -1:].astype(float) / top if alpha else numpy.ones(light.shape[:2] + (1,))
    resized = resize(light * weight, size)
    weights = resize(weight, size)
    shown = numpy.clip(weights, 1e-6, None) if alpha else 1
    wanted = encoded(numpy.clip(resized / shown, 0, 1)) * top
    difference = numpy.abs(given[..., :colours] - wanted)
    if alpha:
        difference = difference[weights[..., 0] > 0.02]
        print(numpy.abs(given[..., -1] - numpy.clip(weights[..., 0], 0, 1) * top).max())
    print(difference.max())


def samples(path):
    if path.endswith(".png"):
        return png_file.read(path)
    with Image.open(path) as image:
        return numpy.asarray(image).reshape(image.height, image.width, -1)


def resize(planes, size):
    bands = [
        numpy.asarray(Image.fromarray(planes[..., band].astype("float32")).resize(size, Image.Resampling.LANCZOS))
        for band in range(planes.shape[2])
    ]
    return numpy.stack(bands, axis=-1).astype(float)


def decoded(value):
    return numpy.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def encoded(light):
    return numpy.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


{"make": make, "judge": judge}[sys.argv[1]](*sys.argv[2:])
