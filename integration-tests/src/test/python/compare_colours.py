"""FILE FROM TO OTHER...: converts FILE from profile FROM to profile TO (a file, or sRGB) as LittleCMS does for Pillow,
relative to white and with black scaled, and prints how far each OTHER is from that: the mean and the most, in levels."""

import sys

import numpy
from PIL import Image, ImageCms


def main(path, source, target, *others):
    expected = converted(path, source, target)
    for other in others:
        with Image.open(other) as image:
            found = numpy.asarray(image.convert("RGB") if image.mode == "RGBA" else image).astype(int)
        gaps = abs(found - expected)
        print(f"{gaps.mean():.3f} {gaps.max()}")


def converted(path, source, target):
    with Image.open(path) as image:
        picture = image.convert("RGB") if image.mode == "RGBA" else image.copy()
    to = profile(target)
    mode = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}[to.profile.xcolor_space]
    picture = ImageCms.profileToProfile(
        picture, profile(source), to, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode=mode,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return numpy.asarray(picture).astype(int)


def profile(name):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB") if name == "sRGB" else name)


main(*sys.argv[1:])
