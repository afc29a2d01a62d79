"""Images on which models are asked for the range of their answers: photographs, and what drawing programs make."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from photographs import NAMES, photograph

SIDE = 160


def compressed(pixels: np.ndarray, quality: int = 40) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file).convert("RGB"))


def noisy(pixels: np.ndarray, levels: float = 20) -> np.ndarray:
    """With Gaussian noise of such a deviation, in levels of 255."""
    noise = np.random.default_rng(0).normal(0, levels, pixels.shape)
    return np.clip(pixels + noise + 0.5, 0, 255).astype(np.uint8)


def dark(pixels: np.ndarray) -> np.ndarray:
    return (pixels // 8).astype(np.uint8)


def text(size: int, width: int, height: int) -> np.ndarray:
    image = Image.new("RGB", (width, height), "white")
    font = ImageFont.load_default(size)
    for top in range(4, height - size, size * 4 // 3):
        ImageDraw.Draw(image).text((3, top), "The quick brown fox jumps 0123", "black", font)
    return np.asarray(image)


def _photographs() -> dict[str, np.ndarray]:
    """From the middle of each, as it is, compressed, and with noise."""
    images = {}
    for name in NAMES:
        whole = photograph(name)
        left, top = (whole.width - SIDE) // 2, (whole.height - SIDE) // 3
        middle = np.asarray(whole.crop((left, top, left + SIDE, top + SIDE)))
        images[name] = middle
        images[f"{name}, q40"] = compressed(middle)
        images[f"{name}, noise"] = noisy(middle)
    return images


def _binary(white: np.ndarray, contrast: float = 1) -> np.ndarray:
    low, high = 127.5 * (1 - contrast), 127.5 * (1 + contrast)
    return np.repeat(np.where(white, high, low).astype(np.uint8)[..., None], 3, axis=2)


def _patterns() -> dict[str, np.ndarray]:
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    dithered = photograph("chelsea.png").crop((120, 60, 120 + SIDE, 60 + SIDE)).convert("1")
    return {
        "text 10": text(10, SIDE, SIDE),
        "text 22": text(22, SIDE, SIDE),
        "text 14, white": 255 - text(14, SIDE, SIDE),
        "checkerboard 40 %": _binary((x + y) % 2 == 0, 0.4),
        "checkerboard": _binary((x + y) % 2 == 0),
        "stripes 70 %": _binary(x % 2 == 0, 0.7),
        "stripes": _binary(x % 2 == 0),
        "squares of 8": _binary((x // 8 + y // 8) % 2 == 0),
        "edge": _binary(x + y // 3 > SIDE // 2),
        "dithered": _binary(np.asarray(dithered)),
        "binary noise": _binary(np.random.default_rng(3).integers(0, 2, (SIDE, SIDE)) == 1),
    }


PATTERNS = {**_photographs(), **_patterns()}
