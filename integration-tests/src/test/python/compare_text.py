"""compare_text.py SOURCE RESULT...: how far each result is from Pillow's bicubic enlargement, in grey levels: the mean,
and the share of samples that are off by more than 100."""

import sys
import numpy as np
from PIL import Image

source = Image.open(sys.argv[1])
for name in sys.argv[2:]:
    result = Image.open(name)
    bicubic = source.resize(result.size, Image.Resampling.BICUBIC)
    off = np.abs(np.asarray(result, np.int16) - np.asarray(bicubic, np.int16))
    print(f"{off.mean():.3f} {(off > 100).mean():.5f}")
