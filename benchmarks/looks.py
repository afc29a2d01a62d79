"""Makes pictures with known noise, JPEG quality and blur of photographs, and tabulates what the looks of core say of them.

Photographs are reduced by two first, so that little of their own noise and no grid of an earlier JPEG is left. What is
left of their noise counts as an error here.
"""

import io
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

NOISES = 0, 2, 4, 6, 8, 12, 18, 25
QUALITIES = 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 88, 90, 92, 95
BLURS = 0, 0.7, 1, 1.5, 2, 3
PHOTOGRAPHS = 60
DB2 = np.array([-0.4829629131445341, 0.8365163037378079, -0.2241438680420134, -0.1294095225512604])


def reduced(file: Path, factor: int = 2) -> np.ndarray:
    return np.asarray(Image.open(file).convert("RGB").reduce(factor)).astype(np.float32)


def save(image: np.ndarray, file: Path) -> Path:
    Image.fromarray(np.clip(np.round(image), 0, 255).astype(np.uint8)).save(file, compress_level=1)
    return file


def blurred(image: np.ndarray, sigma: float) -> np.ndarray:
    radius = math.ceil(4 * sigma)
    if radius == 0:
        return image
    kernel = np.exp(-np.arange(-radius, radius + 1) ** 2 / (2 * sigma * sigma))
    kernel /= kernel.sum()
    for axis in 0, 1:
        width = [(radius, radius) if a == axis else (0, 0) for a in range(3)]
        padded, length = np.pad(image, width, "reflect"), image.shape[axis]
        image = sum(k * padded.take(range(i, i + length), axis) for i, k in enumerate(kernel))
    return image


def as_jpeg(file: Path, quality: int, number: int, random: np.random.Generator) -> tuple[np.ndarray, list[int]]:
    """Decoded again, cut at a place of the grid that is drawn; with that place."""
    held = io.BytesIO()
    image = Image.fromarray(reduced(file).astype(np.uint8))
    image.save(held, "JPEG", quality=quality, subsampling=2 if number % 3 else 0)
    left, top = (int(n) for n in random.integers(0, 8, 2))
    return np.asarray(Image.open(held).convert("RGB"))[top:, left:], [(8 - left) % 8, (8 - top) % 8]


def wavelet(image: np.ndarray) -> float:
    """As scikit-image's estimate_sigma: the median of the diagonal details of the finest db2 wavelets."""
    across = sum(c * image[:, i : image.shape[1] - 3 + i : 2] for i, c in enumerate(DB2))
    details = sum(c * across[i : across.shape[0] - 3 + i : 2] for i, c in enumerate(DB2))
    return float(np.mean([np.median(np.abs(d[d != 0])) / 0.6744897501960817 for d in np.moveaxis(details, 2, 0)]))


def immerkaer(image: np.ndarray) -> float:
    """As NoiseEstimate of inference: the lower quartile of blocks of 48 x 48 answers of Immerkaer's filter."""
    d = image[:, :-2] - 2 * image[:, 1:-1] + image[:, 2:]
    answers = np.abs(d[:-2] - 2 * d[1:-1] + d[2:])
    cut = (image <= 0) | (image >= 255)
    cut = cut[:, :-2] | cut[:, 1:-1] | cut[:, 2:]
    cut = cut[:-2] | cut[1:-1] | cut[2:]
    found = []
    for rows in np.array_split(np.arange(answers.shape[0]), math.ceil(answers.shape[0] / 48)):
        for columns in np.array_split(np.arange(answers.shape[1]), math.ceil(answers.shape[1] / 48)):
            block = np.ix_(rows, columns)
            left = answers[block][~cut[block]]
            if len(left) >= 0.25 * answers[block].size:
                found.append(np.median(left) / 6 / 0.6744897501960817)
    return float(np.sort(found)[(len(found) - 1) // 4]) if found else 0.0


def noise(photographs: list[Path], folder: Path, look) -> None:
    print("noise | mean, 95th percentile and maximum of the absolute error: looks | NoiseEstimate | estimate_sigma")
    for sigma in NOISES:
        files, peers = [], []
        for number, photograph in enumerate(photographs):
            image = reduced(photograph)
            image = image + np.random.default_rng([number, sigma]).normal(0, sigma, image.shape)
            files.append(save(image, folder / f"{number}.png"))
            rounded = np.clip(np.round(image), 0, 255).astype(np.float32)
            peers.append((immerkaer(rounded), wavelet(rounded)))
        ours = [answer["sigma"] for answer in look(files)]
        columns = [[a for a in ours if a is not None], [p[0] for p in peers], [p[1] for p in peers]]
        errors = [np.abs(np.array(column) - sigma) for column in columns]
        texts = [f"{e.mean():.2f} {np.percentile(e, 95):.2f} {e.max():.2f}" for e in errors]
        print(f"{sigma:5} | {' | '.join(texts)} | unknown {ours.count(None)}", flush=True)


def jpeg(photographs: list[Path], folder: Path, look) -> None:
    print("quality | found | at the right place | mean error | within 5 | unknown")
    random = np.random.default_rng(5)
    for quality in QUALITIES:
        made = [as_jpeg(file, quality, number, random) for number, file in enumerate(photographs)]
        answers = look([save(image, folder / f"{number}.png") for number, (image, _) in enumerate(made)])
        pairs = [(answer["jpeg"], place) for answer, (_, place) in zip(answers, made) if answer["jpeg"]]
        right = sum(found[:2] == place for found, place in pairs)
        error = np.array([found[2] - quality for found, _ in pairs])
        unknown = sum(answer["jpeg"] is None for answer in answers)
        print(f"{quality:7} | {len(pairs)} of {len(made)} | {right} | {error.mean():.1f} | {(abs(error) <= 5).sum()} | {unknown}")
    for factor in 2, 3:
        files = [save(reduced(file, factor), folder / f"{number}.png") for number, file in enumerate(photographs)]
        alarms = sum(bool(answer["jpeg"]) for answer in look(files))
        print(f"never a JPEG, reduced by {factor}: {alarms} false alarms in {len(files)}")


def blur(photographs: list[Path], folder: Path, look) -> None:
    print("blur | mean | 10th, 50th and 90th percentile")
    for sigma in BLURS:
        files = [save(blurred(reduced(file), sigma), folder / f"{i}.png") for i, file in enumerate(photographs)]
        found = [answer["blur"] for answer in look(files) if answer["blur"] is not None]
        print(f"{sigma:4} | {np.mean(found):.2f} | {np.percentile(found, [10, 50, 90]).round(2)}", flush=True)


def main(photographs: str, *command: str) -> None:
    def look(files: list[Path]) -> list[dict]:
        paths = "".join(f"{file}\n" for file in files)
        run = subprocess.run(command, input=paths, capture_output=True, text=True, check=True)
        return [json.loads(line.replace("NaN", "null")) for line in run.stdout.splitlines()]

    files = sorted(Path(photographs).glob("*.png"))
    if not files:
        sys.exit(f"no PNG in {photographs}")
    some = [files[i] for i in np.linspace(0, len(files) - 1, min(PHOTOGRAPHS, len(files))).astype(int)]
    with tempfile.TemporaryDirectory() as folder:
        noise(some, Path(folder), look)
        jpeg(some, Path(folder), look)
        blur(some[::2], Path(folder), look)


if __name__ == "__main__":
    main(*sys.argv[1:])
