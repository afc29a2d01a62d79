#!/usr/bin/env python3
"""What others measure on the pictures that ReferenceTest writes to a folder: prints expected.json.

usage: expect.py FOLDER > expected.json

scikit-image measures PSNR, SSIM, CIEDE2000 and the blur effect, piq FSIM and FSIMc, pypiqe PIQE; all in double precision. MS-SSIM is put together here from
SciPy's Gaussian filter, because libraries part over what becomes of odd sides and of the border; where neither matters, pytorch-msssim has to agree. So is
NIQE, with the parameters that NiqeModelTest has fitted.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

import numpy as np
import piq
import pypiqe
import pytorch_msssim
import torch
from PIL import Image
from scipy.ndimage import correlate1d, gaussian_filter
from scipy.special import gamma
from skimage.color import deltaE_ciede2000, rgb2lab
from skimage.measure import blur_effect
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

LUMA = np.array([0.299, 0.587, 0.114])
WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
RADIUS = 5
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2

PRISTINE = json.loads(Path(__file__).parent.joinpath("../src/main/resources/dev/azulejo/quality/metric/natural/niqe.json").read_text())

np.seterr(invalid="ignore", divide="ignore")
torch.set_num_threads(1)


def pixels(file: Path) -> np.ndarray:
    with Image.open(file) as image:
        return np.asarray(image.convert("RGB")).astype(np.float64)


def tensor(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(np.atleast_3d(image).transpose(2, 0, 1))[None])


def means(image: np.ndarray) -> np.ndarray:
    """Under each window of 11 x 11 that lies inside the image."""
    return gaussian_filter(image, 1.5, truncate=3.5)[RADIUS:-RADIUS, RADIUS:-RADIUS]


def halved(image: np.ndarray) -> np.ndarray:
    even = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
    return (even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]) / 4


def ms_ssim(reference: np.ndarray, candidate: np.ndarray) -> float | None:
    """Wang, Simoncelli and Bovik 2003."""
    if min(reference.shape) < (2 * RADIUS + 1) << (len(WEIGHTS) - 1):
        return None
    one, other, product = reference, candidate, 1.0
    for scale, weight in enumerate(WEIGHTS, 1):
        a, b = means(one), means(other)
        structure = (2 * (means(one * other) - a * b) + C2) / (means(one * one) - a * a + means(other * other) - b * b + C2)
        luminance = (2 * a * b + C1) / (a * a + b * b + C1) if scale == len(WEIGHTS) else 1.0
        product *= max(0.0, float((luminance * structure).mean())) ** weight
        one, other = halved(one), halved(other)
    if all(side % 16 == 0 for side in reference.shape):
        theirs = float(pytorch_msssim.ms_ssim(tensor(candidate), tensor(reference), data_range=255))
        assert abs(theirs - product) < 1e-6, (theirs, product)
    return product


def fsim(reference: np.ndarray, candidate: np.ndarray, chromatic: bool) -> float:
    return float(piq.fsim(tensor(candidate), tensor(reference), data_range=255, chromatic=chromatic))


BLOCK = 96
SHAPES = np.arange(0.2, 10.0005, 0.001)
RATIOS = gamma(2 / SHAPES) ** 2 / (gamma(1 / SHAPES) * gamma(3 / SHAPES))
SCALES = np.sqrt(gamma(1 / SHAPES) / gamma(3 / SHAPES))


def asymmetric(values: np.ndarray) -> tuple[float, float, float]:
    """Shape and both scales of an asymmetric generalised Gaussian, as in the authors' estimateaggdparam.m."""
    left, right = (np.sqrt((side**2).mean()) if side.size else np.nan for side in (values[values < 0], values[values > 0]))
    sides = left / right
    ratio = np.abs(values).mean() ** 2 / (values**2).mean() * (sides**3 + 1) * (sides + 1) / (sides**2 + 1) ** 2
    at = int(np.argmin((RATIOS - ratio) ** 2))
    return SHAPES[at], left * SCALES[at], right * SCALES[at]


def block_features(block: np.ndarray) -> list[float]:
    shape, left, right = asymmetric(block.ravel())
    features = [shape, (left + right) / 2]
    for neighbour in ((0, 1), (1, 0), (1, 1), (1, -1)):
        shape, left, right = asymmetric((block * np.roll(block, neighbour, (0, 1))).ravel())
        features += [shape, (right - left) * gamma(2 / shape) / gamma(1 / shape), left, right]
    return features


def normalised(image: np.ndarray) -> np.ndarray:
    """Less the local mean, by the local contrast; differences of rounding have no sign."""
    taps = np.exp(-(np.arange(-3, 4) ** 2) / (2 * (7 / 6) ** 2))
    taps /= taps.sum()

    def local(pixels: np.ndarray) -> np.ndarray:
        return correlate1d(correlate1d(pixels, taps, 0, mode="nearest"), taps, 1, mode="nearest")

    mean = local(image)
    difference = image - mean
    return np.where(np.abs(difference) < 1e-9, 0, difference / (np.sqrt(np.abs(local(image * image) - mean * mean)) + 1))


def niqe(image: np.ndarray) -> float | None:
    """Mittal, Soundararajan and Bovik 2013, with our parameters and half the size by averaging."""
    rows, columns = image.shape[0] // BLOCK, image.shape[1] // BLOCK
    if min(rows, columns) < 2:
        return None
    image = image[: rows * BLOCK, : columns * BLOCK]
    features = np.array(
        [
            [
                feature
                for scale, pixels in ((BLOCK, normalised(image)), (BLOCK // 2, normalised(halved(image))))
                for feature in block_features(pixels[y * scale : (y + 1) * scale, x * scale : (x + 1) * scale])
            ]
            for y in range(rows)
            for x in range(columns)
        ]
    )
    features = features[np.isfinite(features).all(axis=1)]
    if len(features) < 2:
        return None
    apart = features.mean(axis=0) - np.array(PRISTINE["mean"])
    return float(np.sqrt(apart @ np.linalg.pinv((np.cov(features.T) + np.array(PRISTINE["covariance"])) / 2) @ apart))


def piqe(luma: np.ndarray) -> float | None:
    """Of levels, as MATLAB has it: pypiqe would stretch a picture without white until it has some."""
    if min(luma.shape) < 16:
        return None
    with patch.object(np, "max", lambda _: 255.0):
        return float(pypiqe.piqe(np.floor(luma + 0.5))[0])


def measured(reference: np.ndarray, candidate: np.ndarray) -> dict[str, float | None]:
    one, other = reference @ LUMA, candidate @ LUMA
    return {
        "psnr": peak_signal_noise_ratio(reference, candidate, data_range=255),
        "psnr_y": peak_signal_noise_ratio(one, other, data_range=255),
        "ssim": structural_similarity(one, other, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False),
        "ms_ssim": ms_ssim(one, other),
        "fsim": fsim(reference, candidate, False),
        "fsimc": fsim(reference, candidate, True),
        "ciede2000": float(deltaE_ciede2000(rgb2lab(reference / 255), rgb2lab(candidate / 255)).mean()),
        "niqe": niqe(other),
        "piqe": piqe(candidate[..., 0] * LUMA[0] + candidate[..., 1] * LUMA[1] + candidate[..., 2] * LUMA[2]),
        "sharpness": 1 - blur_effect(other, h_size=11),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    pictures: dict[str, dict] = {}
    for file in sorted(folder.glob("*.*.png")):
        name, distortion, _ = file.name.split(".")
        pictures.setdefault(name, {})[distortion] = measured(pixels(folder / f"{name}.png"), pixels(file))
        print(file.name, file=sys.stderr)
    tools = {tool: version(tool) for tool in ("numpy", "scikit-image", "scipy", "torch", "piq", "pypiqe", "pytorch-msssim")}
    json.dump({"measured by": tools, "pictures": pictures}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
