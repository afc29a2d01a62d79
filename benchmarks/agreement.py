#!/usr/bin/env python3
"""How far apart are two images?   usage: agreement.py A B"""

import sys

import numpy as np
from PIL import Image


def main() -> None:
    first, second = (np.asarray(Image.open(path).convert("RGB"), np.int16) for path in sys.argv[1:])
    if first.shape != second.shape:
        raise SystemExit(f"different sizes: {first.shape} and {second.shape}")
    difference = np.abs(first - second)
    print(f"{np.count_nonzero(difference)} of {difference.size} samples differ, by {difference.max()} grey levels at most")


if __name__ == "__main__":
    main()
