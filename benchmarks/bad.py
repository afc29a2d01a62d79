#!/usr/bin/env python3
"""Six pictures that enlarging once made worse: what does it make of them today?

A rocket at night, noisy and compressed; a barcode; circles; a screenshot with small bold letters; the bright rim of a spoon; a face at JPEG
quality 40. The spoon is enlarged as it was photographed, without an original to compare with; the others are reduced first. Each is enlarged by the recipe that went wrong, all of a scale in one process. Writes a PNG for each: a part of what was
enlarged, of bicubic, of earlier results, and of today's, each pixel of a result as a square of four; and prints PSNR of the whole.

usage: bad.py [--out FOLDER] [--before FOLDER]       FOLDER/results of an earlier run, which an older build has made
"""

import argparse
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from damaged import LOSS, opened, psnr
from drawings import FINER, Sheet, barcode, drawn, words
from enhance import enhance
from photographs import FOLDER, cropped

HERE = Path(__file__).resolve().parent
PART = 120  # pixels of a result to a side of the part that is shown
ZOOM = 2


@dataclass(frozen=True)
class Bad:
    """What is enlarged is saved as `suffix`; of the original, the part is shown whose middle lies at these shares of its sides."""

    name: str
    scale: int
    original: Image.Image | None
    source: bytes
    suffix: str
    middle: tuple[float, float]

    def small(self) -> Image.Image:
        with Image.open(io.BytesIO(self.source)) as image:
            return image.convert("RGB")

    def part(self, panel: Image.Image) -> Image.Image:
        """What is shown of the source, or of something as large as the result."""
        small, side = self.small(), PART // self.scale
        left, top = (min(max(0, round(size * share - side / 2)), size - side) for size, share in zip(small.size, self.middle))
        scale = panel.width // small.width
        return panel.crop((left * scale, top * scale, (left + side) * scale, (top + side) * scale))


def saved(image: Image.Image, quality: int = 0) -> tuple[bytes, str]:
    encoded = io.BytesIO()
    image.save(encoded, "JPEG" if quality else "PNG", quality=quality)
    return encoded.getvalue(), "jpg" if quality else "png"


def noisy(image: Image.Image, sigma: float) -> Image.Image:
    noise = np.random.default_rng(6).normal(0, sigma, (image.height, image.width, 3))
    return Image.fromarray(np.clip(np.rint(np.asarray(image) + noise), 0, 255).astype(np.uint8))


def photograph(name: str, scale: int, path: Path, middle: tuple[float, float], sigma: float = 0, quality: int = 0) -> Bad:
    original = cropped(opened(path), scale)
    small = original.resize((original.width // scale, original.height // scale), Image.Resampling.BICUBIC)
    return Bad(name, scale, original, *saved(noisy(small, sigma), quality), middle)


def spoon() -> Bad:
    part = opened(HERE / "pictures" / "photographs" / "coffee.png").crop((270, 180, 470, 360))
    return Bad("spoon", 2, None, *saved(part), (0.58, 0.7))


def drawing(name: str, scale: int, original: Image.Image, middle: tuple[float, float], quality: int = 0) -> Bad:
    return Bad(name, scale, original, *saved(original.reduce(scale), quality), middle)


def small_bold(scale: int) -> Image.Image:
    random = np.random.default_rng(4)
    sheet = Sheet("white", 200, 150, FINER * scale)
    sheet.box(0, 0, 200, 20, (36, 41, 46))
    sheet.text(6, 4, words(random, 3), "white", 11, 0.5)
    for row in range(10):
        sheet.text(6, 24 + row * 12, words(random, 6), (20, 20, 20), 9, 0.35 * (row % 2 == 0))
    return sheet.image.reduce(FINER)


def bars(scale: int) -> Image.Image:
    sheet = Sheet("white", 150, 90, FINER * scale)
    barcode(sheet, 150, 90, np.random.default_rng(2))
    return sheet.image.reduce(FINER)


def pictures() -> list[Bad]:
    return [
        photograph("night", 2, FOLDER / "rocket.jpg", (0.5, 0.6), 6, 88),
        drawing("barcode", 4, bars(4), (0.3, 0.6)),
        drawing("circles", 2, drawn("line-art", 0, 180, 140, 2, np.random.default_rng(3)), (0.5, 0.5)),
        drawing("screenshot", 2, small_bold(2), (0.2, 0.2)),
        spoon(),
        photograph("face", 2, FOLDER / "astronaut.png", (0.43, 0.24), 0, 40),
    ]


def strip(bad: Bad, panels: list[tuple[str, Image.Image]]) -> Image.Image:
    """The panels side by side, with what each is above it."""
    side, head = PART * ZOOM, 18
    image = Image.new("RGB", ((side + 6) * len(panels) - 6, side + head), "white")
    pen = ImageDraw.Draw(image)
    for i, (label, panel) in enumerate(panels):
        image.paste(bad.part(panel).resize((side, side), Image.Resampling.NEAREST), (i * (side + 6), head))
        pen.text((i * (side + 6), 1), label, "black", ImageFont.load_default(13))
    return image


def earlier(path: Path, size: tuple[int, int]) -> Image.Image:
    if not path.exists():
        raise SystemExit(f"{path} does not exist: --before wants the folder results/ that bad.py has made by the older build")
    image = opened(path)
    if image.size != size:
        raise SystemExit(f"{path} has {image.width}x{image.height} pixels, today's result {size[0]}x{size[1]}: it is of another picture")
    return image


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--azulejo", default=os.environ.get("AZULEJO", "./azulejo"))
    arguments.add_argument("--precision", default="exact")
    arguments.add_argument("--recipe", default="auto")
    arguments.add_argument("--before", type=Path, help="results of an older build")
    arguments.add_argument("--out", type=Path, default=HERE / "target" / "bad")
    options = arguments.parse_args()
    all_of_them = pictures()
    (options.out / "damaged").mkdir(parents=True, exist_ok=True)
    for bad in all_of_them:
        (options.out / "damaged" / f"{bad.name}.{bad.suffix}").write_bytes(bad.source)
    outcomes = {}
    for scale in sorted({bad.scale for bad in all_of_them}):
        files = [options.out / "damaged" / f"{bad.name}.{bad.suffix}" for bad in all_of_them if bad.scale == scale]
        chosen = ["--recipe", options.recipe, "--scale", str(scale), "--precision", options.precision, "--threads", "1"]
        outcomes |= enhance(options.azulejo, files, options.out / "results", chosen)
    worse = 0
    for bad in all_of_them:
        small, today = bad.small(), opened(outcomes[bad.name]["path"])
        panels = [("before", small), ("bicubic", small.resize(today.size, Image.Resampling.BICUBIC))]
        if options.before:
            panels.append(("earlier", earlier(options.before / f"{bad.name}.png", today.size)))
        panels.append(("today", today))
        shown = "no original"
        if bad.original:
            measured = {label: psnr(bad.original, panel) for label, panel in panels[1:]}
            worse += measured["today"] < measured["bicubic"] - LOSS
            shown = "  ".join(f"{label} {value:6.3f}" for label, value in measured.items()) + " dB"
            panels.append(("original", bad.original))
        strip(bad, panels).save(options.out / f"{bad.name}.png")
        print(f"x{bad.scale} {bad.name:11} {shown}   {outcomes[bad.name].get('chosen', '')}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
