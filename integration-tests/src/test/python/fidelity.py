"""reduce SCALE PHOTO TRUTH SMALL: crops PHOTO to a multiple, reduces it by Pillow's bicubic.
gain TRUTH SMALL RESULT: the PSNR of Pillow's bicubic enlargement and of RESULT, in dB, mean over R, G and B."""

import os
import sys

import numpy
from PIL import Image


def reduce(scale, photo, truth, small):
    with Image.open(photo) as image:
        size = [side // int(scale) for side in image.size]
        whole = image.convert("RGB").crop((0, 0, size[0] * int(scale), size[1] * int(scale)))
    os.makedirs(os.path.dirname(small), exist_ok=True)
    whole.save(truth)
    whole.resize(size, Image.Resampling.BICUBIC).save(small)


def gain(truth, small, result):
    with Image.open(truth) as wanted, Image.open(small) as reduced, Image.open(result) as given:
        assert given.size == wanted.size and given.mode == "RGB", (given.size, wanted.size, given.mode)
        bicubic = reduced.resize(wanted.size, Image.Resampling.BICUBIC)
        print(psnr(wanted, bicubic))
        print(psnr(wanted, given))


def psnr(wanted, given):
    difference = numpy.asarray(wanted, float) - numpy.asarray(given, float)
    return 10 * numpy.log10(255**2 / (difference**2).mean())


{"reduce": reduce, "gain": gain}[sys.argv[1]](*sys.argv[2:])
