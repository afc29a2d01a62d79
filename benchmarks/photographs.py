"""The photographs in docs/images, a large mosaic made of them, and the measure of how near a result comes to one."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
MOSAICS = {"mosaic": (3264, 2448), "small": (1024, 768), "tiny": (256, 192)}  # 8 megapixels, and less for slow models
NAMES = ("astronaut.png", "chelsea.png", "rocket.jpg")


def photograph(name: str) -> Image.Image:
    return Image.open(FOLDER / name).convert("RGB")


def cropped(image: Image.Image, scale: int) -> Image.Image:
    """Without the last columns and rows that `scale` does not divide."""
    return image.crop((0, 0, image.width // scale * scale, image.height // scale * scale))


def reduced(image: Image.Image, scale: int) -> Image.Image:
    return image.resize((image.width // scale, image.height // scale), Image.Resampling.BICUBIC)


def mosaic(width: int, height: int) -> Image.Image:
    """The photographs laid out row after row, every second one mirrored: the same pixels on every machine."""
    result = Image.new("RGB", (width, height))
    sources = [photograph(name) for name in NAMES]
    index = top = 0
    while top < height:
        left = 0
        while left < width:
            source = sources[index % len(sources)]
            result.paste(source.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if index % 2 else source, (left, top))
            left += source.width
            index += 1
        top += min(source.height for source in sources)
    return result


def psnr(reference: Image.Image, other: Image.Image) -> float:
    """In dB, from the mean squared error over all pixels and all three channels."""
    if reference.size != other.size:
        raise ValueError(f"cannot compare {reference.size} with {other.size}")
    difference = np.asarray(reference, np.float64) - np.asarray(other.convert("RGB"), np.float64)
    return float(10 * np.log10(255**2 / np.mean(difference**2)))


def main() -> None:
    """Writes the astronaut, or a mosaic, with a comment that makes the file's bytes unlike any other's."""
    name, path, comment = sys.argv[1:]
    image = photograph("astronaut.png") if name == "astronaut" else mosaic(*MOSAICS[name])
    metadata = PngInfo()
    metadata.add_text("Comment", comment)
    image.save(path, pnginfo=metadata, compress_level=1)


if __name__ == "__main__":
    main()
