"""FOLDER FILE...: says of each image, by a line of JSON, what Pillow reads in it; its samples go into FOLDER, rows of
pixels of bands, 16-bit ones with the low byte first. Ends with an error where a file breaks its format."""

import base64
import json
import os
import sys
import warnings

import numpy
import tifffile
from PIL import Image, JpegImagePlugin

import png_file

EXIF_ORIENTATION = 0x0112


def main(folder, paths):
    warnings.simplefilter("error")
    for index, path in enumerate(paths):
        try:
            facts, samples = read(path)
        except Exception as problem:
            sys.exit(f"{path}: {type(problem).__name__}: {problem}")
        raw = os.path.join(folder, f"{index}.raw")
        samples.astype(samples.dtype.newbyteorder("<")).tofile(raw)
        height, width, bands = samples.shape
        facts.update(width=width, height=height, bands=bands, bits=samples.dtype.itemsize * 8, samples=raw)
        print(json.dumps(facts))


def read(path):
    if path.endswith(".tif"):
        with tifffile.TiffFile(path) as file:
            if file.pages[0].dtype == "uint16":  # Pillow has no 16 bits in colour
                return deep_tiff(file.pages[0])
    with Image.open(path) as image:
        image.verify()
    with Image.open(path) as image:
        image.load()
        facts = {
            "format": image.format,
            "mode": image.mode,
            "orientation": image.getexif().get(EXIF_ORIENTATION, 0),
            "profile": base64.b64encode(image.info.get("icc_profile", b"")).decode(),
            "dpi": [float(value) for value in image.info.get("dpi", ())],
            "subsampling": JpegImagePlugin.get_sampling(image) if image.format == "JPEG" else -1,
        }
        samples = numpy.atleast_3d(numpy.asarray(image))
        if image.format == "JPEG":
            check_profile_pieces(image)
    if facts["format"] == "PNG":
        strict = png_file.read(path)
        if strict.dtype.itemsize == 1 or strict.shape[2] == 1:  # Pillow has no 16 bits in colour
            assert numpy.array_equal(strict, samples), "Pillow reads other pixels"
        samples = strict
    if facts["format"] == "TIFF":
        samples = tiff_samples(path, samples)
    return facts, samples


def tiff_samples(path, samples):
    strict = numpy.atleast_3d(tifffile.imread(path))
    assert numpy.array_equal(strict, samples), "Pillow reads other pixels"
    return strict


def deep_tiff(page):
    profile = page.tags[34675].value if 34675 in page.tags else b""
    facts = {
        "format": "TIFF",
        "mode": page.photometric.name,
        "orientation": int(page.tags[274].value),
        "profile": base64.b64encode(profile).decode(),
        "dpi": [float(value) for value in page.get_resolution("INCH")] if 282 in page.tags else [],
        "subsampling": -1,
    }
    return facts, numpy.atleast_3d(page.asarray())


def check_profile_pieces(image):
    """Pillow joins them in any order; others want them counted from 1 (ICC.1:2022, B.4)."""
    pieces = [data for name, data in image.applist if name == "APP2" and data.startswith(b"ICC_PROFILE\0")]
    counts = [(piece[12], piece[13]) for piece in pieces]
    assert counts == [(i + 1, len(pieces)) for i in range(len(pieces))], f"pieces of a profile: {counts}"


main(sys.argv[1], sys.argv[2:])
