"""How much nearer to the original do models come that leave the size as it is: the photographs of docs/images, damaged and mended."""

import statistics

import numpy as np
from PIL import Image

from model import Model, extended, to_pixels, to_tensor
from patterns import compressed, noisy
from photographs import NAMES, photograph, psnr

QUALITIES = (90, 75, 40)  # of JPEG
DEVIATIONS = (5, 15, 25)  # of Gaussian noise, in levels of 255


def mended(model: Model, pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    batch = extended(to_tensor(pixels), model.alignment)
    model.fit(batch)
    return to_pixels(model.run(batch))[:height, :width]


def report(model: Model, damage: str, damaged: dict[str, np.ndarray]) -> None:
    """Prints the means over the photographs, in dB."""
    before, after = [], []
    for name, pixels in damaged.items():
        original = photograph(name)
        before.append(psnr(original, Image.fromarray(pixels)))
        after.append(psnr(original, Image.fromarray(mended(model, pixels))))
    gain = statistics.mean(after) - statistics.mean(before)
    print(f"{damage:12} before {statistics.mean(before):6.2f}  after {statistics.mean(after):6.2f}  {gain:+.2f} dB", flush=True)


def report_all(model: Model) -> None:
    originals = {name: np.asarray(photograph(name)) for name in NAMES}
    if any(condition["kind"] == "noise" for condition in model.card.get("conditions", [])):
        for levels in DEVIATIONS:
            model.tell_noise(levels / 255)
            report(model, f"noise {levels}", {name: noisy(pixels, levels) for name, pixels in originals.items()})
    else:
        for quality in QUALITIES:
            report(model, f"JPEG {quality}", {name: compressed(pixels, quality) for name, pixels in originals.items()})
