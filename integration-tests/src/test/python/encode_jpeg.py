"""IN.png OUT.jpg QUALITY: the whole image as a JPEG by Pillow, its colours at half the resolution."""

import sys

from PIL import Image

source, target, quality = sys.argv[1:]
Image.open(source).save(target, quality=int(quality), subsampling="4:2:0")
