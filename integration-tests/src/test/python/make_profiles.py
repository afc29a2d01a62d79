"""GREY_PROFILE FOLDER: small images with colour profiles and densities. NAME.icc is the profile of NAME.*."""

import os
import random
import struct
import sys

from PIL import Image, ImageCms

# Primaries of Display P3 in CIE XYZ, adapted to D50.
P3 = {b"rXYZ": (0.51512, 0.2412, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.1571, 0.06657, 0.78407)}


def main(grey_profile, folder):
    os.makedirs(folder)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with open(grey_profile, "rb") as file:
        grey = file.read()
    image = Image.radial_gradient("L").resize((24, 16))
    colour = Image.merge("RGB", (image, image.transpose(Image.Transpose.ROTATE_180), image))
    save(folder, colour, "srgb", srgb)
    save(folder, colour, "p3", with_primaries(srgb))
    save(folder, colour, "large", with_bytes(srgb, 200_000))
    save(folder, image, "grey", grey)
    save(folder, image, "mistaken", srgb)  # of colours, in an image without
    save(folder, colour, "none", None)
    save(folder, colour, "dense", None, dpi=(300, 300))
    save(folder, colour, "uneven", None, dpi=(72, 144))


def save(folder, image, name, profile, **options):
    path = os.path.join(folder, name)
    image.save(path + ".png", icc_profile=profile, **options)
    image.save(path + ".jpg", icc_profile=profile, quality=95, **options)
    with open(path + ".icc", "wb") as file:
        file.write(profile or b"")


def with_primaries(profile):
    changed = bytearray(profile)
    (count,) = struct.unpack_from(">I", profile, 128)
    for index in range(count):
        tag, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if tag in P3:
            struct.pack_into(">3i", changed, offset + 8, *(round(value * 65536) for value in P3[tag]))
    assert changed != profile
    return bytes(changed)


def with_bytes(profile, count):
    """With something at its end that does not pack."""
    changed = bytearray(profile) + random.Random(1).randbytes(count)
    struct.pack_into(">I", changed, 0, len(changed))
    return bytes(changed)


main(*sys.argv[1:])
