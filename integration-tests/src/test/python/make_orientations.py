"""PHOTO FOLDER: three shapes of a photograph. In each, SHAPE-0.png is upright, and SHAPE-N.png is stored as orientation N
of EXIF says. plain-N.jpg too, and plain-N-upright.png has what Pillow decodes of that, turned upright by Pillow."""

import os
import sys

from PIL import Image, ImageOps

BOXES = {"plain": (200, 60, 301, 127), "wide": (150, 80, 350, 128), "tall": (230, 20, 278, 220)}
ORIENTATION = 0x0112

# The turn that an orientation asks readers for, undone. (EXIF 2.32, 4.6.4 A)
STORED = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def main(photo, folder):
    os.makedirs(folder)
    with Image.open(photo) as image:
        image = image.convert("RGB")
    for shape, box in BOXES.items():
        upright = image.crop(box)
        upright.save(os.path.join(folder, f"{shape}-0.png"))
        for orientation in STORED:
            stored = upright
            for turn in STORED[orientation]:
                stored = stored.transpose(turn)
            exif = Image.Exif()
            exif[ORIENTATION] = orientation
            name = os.path.join(folder, f"{shape}-{orientation}")
            stored.save(name + ".png", exif=exif)
            with Image.open(name + ".png") as made:
                assert ImageOps.exif_transpose(made).tobytes() == upright.tobytes(), name
            if shape == "plain":
                stored.save(name + ".jpg", exif=exif, quality=95)
                with Image.open(name + ".jpg") as made:
                    ImageOps.exif_transpose(made).save(name + "-upright.png", exif=Image.Exif())


main(*sys.argv[1:])
