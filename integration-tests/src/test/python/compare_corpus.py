"""CORPUS LIST: compares what was decoded with what Pillow reads. LIST has a line of JSON for each file that was decoded:
its name, the file of its samples (rows of pixels, 16-bit ones with the low byte first), width, height, bands, bits. Says,
by a line of JSON, of each how far it is off: the mean over all samples, in grey levels of 8 bits, or why Pillow cannot
tell. Colours under full transparency do not count."""

import io
import json
import os
import sys

import numpy
from PIL import Image, ImageCms

ROWS = 256


def main(corpus, listing):
    Image.MAX_IMAGE_PIXELS = None
    with open(listing, encoding="utf-8") as lines:
        for line in lines:
            facts = json.loads(line)
            try:
                with Image.open(os.path.join(corpus, facts["name"])) as image:
                    image.load()
                    verdict = compare(facts, *theirs(image, facts["bands"], os.path.join(corpus, facts["name"])))
            except Exception as problem:  # Pillow raises anything at what it does not read
                verdict = {"note": f"Pillow does not read it ({type(problem).__name__})"}
            print(json.dumps({"name": facts["name"], **verdict}))


def theirs(image, bands, path):
    """The image in as many bands, and what was done to it."""
    if image.mode in ("CMYK", "LAB"):
        profile = image.info.get("icc_profile")
        if image.mode == "LAB":
            source = ImageCms.createProfile("LAB")
        elif profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        else:
            return image.convert("RGB"), "no profile: Pillow only inverts"
        srgb = ImageCms.createProfile("sRGB")
        compensated = ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.profileToProfile(image, source, srgb, 1, "RGB", flags=compensated), "by its profile"
    if image.mode.startswith("I"):
        return image, ""
    if image.format == "PNG" and image.mode == "L" and isinstance(image.info.get("transparency"), int):
        return widened_transparency(image, path), ""
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[bands]
    return image if image.mode == mode else image.convert(mode), ""


def widened_transparency(image, path):
    """Pillow widens grey of 1, 2 and 4 bits to 8, but not the grey that is transparent."""
    with open(path, "rb") as file:
        depth = file.read(25)[24]
    samples = numpy.asarray(image)
    clear = image.info["transparency"] * 255 // (2 ** min(depth, 8) - 1)
    alpha = numpy.where(samples == clear, 0, 255).astype(numpy.uint8)
    return Image.fromarray(numpy.dstack([samples, alpha]))


def compare(facts, image, note):
    height, width, bands = facts["height"], facts["width"], facts["bands"]
    if image.size != (width, height):
        return {"note": f"Pillow reads {image.width} x {image.height}", "mean": 255.0}
    wide = facts["bits"] == 16
    ours = numpy.memmap(facts["samples"], dtype="<u2" if wide else "u1", mode="r", shape=(height, width, bands))
    other = numpy.asarray(image)
    other = other.reshape(height, width, -1)
    if other.shape[2] == 1 and bands == 2:  # 16-bit grey of which Pillow does not see the transparency
        note = "without its transparency"
    total = 0.0
    for top in range(0, height, ROWS):
        mine = ours[top : top + ROWS].astype(float) / (257 if wide else 1)
        yours = other[top : top + ROWS].astype(float)
        if image.mode.startswith("I"):
            yours /= 257
        mine = mine[:, :, : yours.shape[2]]
        difference = numpy.abs(mine - yours)
        if yours.shape[2] in (2, 4):
            difference[:, :, :-1] *= yours[:, :, -1:] > 0
        total += difference.sum()
    return {"note": note, "mean": total / other.size}


main(*sys.argv[1:])
