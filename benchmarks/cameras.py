#!/usr/bin/env python3
"""What auto does with pictures as cameras, telephones and social networks leave them, beside bicubic and the original.

Every photograph of FOLDER is reduced to a half (by means, or by Lanczos) and damaged in a third of the ways of DAMAGES, the next photograph in
the next third. All are enlarged twofold in one process. Prints for each way the mean gain over Pillow's bicubic: PSNR of luma and of RGB in dB,
and SSIM, and how many pictures are worse, by 0.1 dB in either or by 0.005.

usage: cameras.py FOLDER [--count 60]       FOLDER holds photographs that nothing was trained or chosen on
       cameras.py FOLDER --against AZULEJO  the same pictures by another build, whose command this is, with how many results have equal bytes
"""

import argparse
import io
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from skimage.metrics import structural_similarity

from enhance import enhance

HERE = Path(__file__).resolve().parent
PIXELS = 100_000  # of an original, at most
BORDER = 4
LUMA = np.array([0.299, 0.587, 0.114])
BALANCE = (1.5, 1.0, 1.7)  # what red, green and blue are multiplied by, as daylight needs it


def rounded(samples: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(samples), 0, 255).astype(np.uint8))


def samples(image: Image.Image) -> np.ndarray:
    return np.asarray(image, np.float64)


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    saved = io.BytesIO()
    image.save(saved, "JPEG", quality=quality, subsampling=2)
    return Image.open(saved).convert("RGB")


def sensor_noise(image: Image.Image, sigma: float, random: np.random.Generator) -> np.ndarray:
    """Noise of counted light, `sigma` levels at middle grey, on the samples of an RGGB mosaic, the others interpolated bilinearly."""
    light = samples(image)
    noise = random.normal(size=light.shape) * sigma * np.sqrt(0.25 + 0.75 * light / 128)
    rows, columns = np.indices(light.shape[:2]) % 2
    for band in range(3):
        noise[..., band] *= BALANCE[band] * (rows + columns == band)
    padded = np.pad(noise, ((1, 1), (1, 1), (0, 0)), mode="reflect")
    height, width = light.shape[:2]
    sides = [padded[1 + y : 1 + y + height, 1 + x : 1 + x + width] for y, x in ((0, 1), (0, -1), (1, 0), (-1, 0))]
    corners = [padded[1 + y : 1 + y + height, 1 + x : 1 + x + width] for y, x in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    # green is known at all four sides of a pixel without it, red and blue at two of them, or at the four corners
    return noise + sum(sides) * np.array([2, 1, 2]) / 4 + sum(corners) * np.array([1, 0, 1]) / 4


def smoothed_noise(image: Image.Image, random: np.random.Generator) -> np.ndarray:
    """What is left behind a camera's own denoising: half of the noise of luma, and blotches of colour."""
    noise = sensor_noise(image, 12, random)
    grey = (noise @ LUMA)[..., None]
    blotches = (samples(rounded(128 + 3 * (noise - grey)).filter(ImageFilter.GaussianBlur(1.5))) - 128) / 3
    return grey / 2 + 1.3 * blotches


def white(image: Image.Image, sigma: float, random: np.random.Generator) -> Image.Image:
    return rounded(samples(image) + random.normal(0, sigma, samples(image).shape))


def shared_twice(image: Image.Image) -> Image.Image:
    larger = image.resize((round(image.width / 0.7), round(image.height / 0.7)), Image.Resampling.BICUBIC)
    return jpeg(larger, 70).resize(image.size, Image.Resampling.LANCZOS)


def sharpened(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.UnsharpMask(1.5, 150, 0))


# name: the picture, and the quality of the JPEG that it is saved as; 0 for PNG
DAMAGES = {
    "clean": lambda image, random: (image, 0),
    "white 3": lambda image, random: (white(image, 3, random), 0),
    "white 8": lambda image, random: (white(image, 8, random), 0),
    "sensor 4": lambda image, random: (rounded(samples(image) + sensor_noise(image, 4, random)), 0),
    "sensor 10": lambda image, random: (rounded(samples(image) + sensor_noise(image, 10, random)), 0),
    "sensor 6, JPEG 92": lambda image, random: (rounded(samples(image) + sensor_noise(image, 6, random)), 92),
    "smoothed, JPEG 92": lambda image, random: (rounded(samples(image) + smoothed_noise(image, random)), 92),
    "JPEG 95": lambda image, random: (image, 95),
    "JPEG 85": lambda image, random: (image, 85),
    "JPEG 75": lambda image, random: (image, 75),
    "was JPEG 75": lambda image, random: (jpeg(image, 75), 0),
    "JPEG 80, cropped, 85": lambda image, random: (jpeg(image, 80).crop((3, 5, image.width, image.height)).resize(image.size), 85),
    "shared twice": lambda image, random: (shared_twice(image), 85),
    "soft": lambda image, random: (image.filter(ImageFilter.GaussianBlur(1)), 0),
    "sharpened, JPEG 92": lambda image, random: (sharpened(image), 92),
}


def original(path: Path) -> Image.Image:
    """The middle of the photograph, with sides that are multiples of four."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    shrink = min(1, (PIXELS / (image.width * image.height)) ** 0.5)
    width, height = (int(side * shrink) // 4 * 4 for side in image.size)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def write(folder: Path, photographs: list[Path]) -> list[tuple[str, Image.Image, Path]]:
    """Way of damage, original and file of each damaged picture."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for index, path in enumerate(photographs):
        whole = original(path)
        half = whole.reduce(2) if index % 2 else whole.resize((whole.width // 2, whole.height // 2), Image.Resampling.LANCZOS)
        for number, name in list(enumerate(DAMAGES))[index % 3 :: 3]:
            damaged, quality = DAMAGES[name](half, np.random.default_rng([index, number]))
            file = folder / f"{index:03}-{number:02}.{'jpg' if quality else 'png'}"
            damaged.save(file, **({"quality": quality, "subsampling": 2} if quality else {}))
            written.append((name, whole, file))
    return written


def scores(whole: Image.Image, other: Image.Image) -> np.ndarray:
    truth, answer = samples(whole), samples(other.convert("RGB"))
    inner = np.s_[BORDER:-BORDER, BORDER:-BORDER]
    luma, rgb = (10 * np.log10(255**2 / max(1e-3, float(np.mean(difference[inner] ** 2)))) for difference in (answer @ LUMA - truth @ LUMA, answer - truth))
    return np.array([luma, rgb, structural_similarity(answer @ LUMA, truth @ LUMA, data_range=255)])


def gains(written: list, outcomes: dict) -> dict[str, list[np.ndarray]]:
    found: dict[str, list[np.ndarray]] = {}
    for name, whole, file in written:
        with Image.open(file) as source, Image.open(outcomes[file.stem]["path"]) as result:
            bicubic = source.convert("RGB").resize(whole.size, Image.Resampling.BICUBIC)
            found.setdefault(name, []).append(scores(whole, result) - scores(whole, bicubic))
    return found


def told(rows: list[np.ndarray]) -> str:
    worse = sum(bool(row[0] < -0.1 or row[1] < -0.1 or row[2] < -0.005) for row in rows)
    luma, rgb, ssim = np.mean(rows, axis=0)
    return f"{luma:+6.2f} {rgb:+6.2f} {ssim:+7.4f} {worse:3} of {len(rows)} worse"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--count", type=int, default=60)
    arguments.add_argument("--azulejo", default=os.environ.get("AZULEJO", "./azulejo"))
    arguments.add_argument("--against")
    arguments.add_argument("--out", type=Path, default=HERE / "target" / "cameras")
    options = arguments.parse_args()
    photographs = sorted(file for file in options.folder.iterdir() if file.suffix in (".png", ".jpg", ".jpeg", ".webp"))[: options.count]
    if not photographs:
        raise SystemExit(f"{options.folder} has no photograph: no PNG, JPEG or WebP")
    written = write(options.out / "damaged", photographs)
    files = [file for _, _, file in written]
    now = enhance(options.azulejo, files, options.out / "results", ["--threads", "1"])
    then = enhance(options.against, files, options.out / "against", ["--threads", "1"]) if options.against else None
    before = gains(written, then) if then else {}
    for name, rows in gains(written, now).items():
        other = ""
        if then:
            stems = [file.stem for way, _, file in written if way == name]
            equal = sum(now[stem]["path"].read_bytes() == then[stem]["path"].read_bytes() for stem in stems)
            other = f"   before: {told(before[name])}; {equal} of {len(stems)} results are the same"
        print(f"{name:22} {told(rows)}{other}")


if __name__ == "__main__":
    main()
