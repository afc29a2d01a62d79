"""compare_text.py SOURCE RESULT...: how far each result, reduced by averaging, is from its source, and how far Pillow's bicubic enlargement is,
in grey levels in the mean; and the share of samples of the result that are off the bicubic one by more than 100."""

import sys
import numpy as np
from PIL import Image


def missed(enlarged: Image.Image, source: Image.Image) -> float:
    reduced = enlarged.reduce(enlarged.width // source.width)
    return np.abs(np.asarray(reduced, np.int16) - np.asarray(source, np.int16)).mean()


source = Image.open(sys.argv[1])
for name in sys.argv[2:]:
    result = Image.open(name)
    bicubic = source.resize(result.size, Image.Resampling.BICUBIC)
    off = np.abs(np.asarray(result, np.int16) - np.asarray(bicubic, np.int16))
    print(f"{missed(result, source):.3f} {missed(bicubic, source):.3f} {(off > 100).mean():.5f}")
