#!/usr/bin/env python3
"""Which kind does Azulejo take each region of a picture for, and how often is that wrong?

Photographs of a folder, parts of 400 x 300 as they are and all of them reduced by 2 and 4; graphics of benchmarks/pictures/drawn,
whole and reduced, and forty that are drawn here; pictures of benchmarks/pictures/pixels. Each as it is, as JPEG of quality 90 and 75, and with noise of 4 levels. Prints the share of
blocks that are wrong, and how many pictures are. Fails where of more than 1 % of the photographs more than 0.5 % of the blocks are.

usage: kinds.py FOLDER-OF-PHOTOGRAPHS [--list]    run by kinds.sh, which compiles; Java is that of $JAVA_HOME
"""

import argparse
import io
import os
import re
import statistics
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
DAMAGES = [(None, 0), (90, 0), (75, 0), (None, 4), (90, 4), (75, 4)]  # quality of JPEG, noise
FINER = 4
WIDTH, HEIGHT = 480, 360
WORDS = (
    "The quick brown fox jumps over a lazy dog while 1,234 birds watch from below the hill; prices rose by 5.6 % in May and "
    "invoices were refused Settings File Edit View Go Help OK Cancel Apply"
).split()


def drawn(seed: int) -> Image.Image:
    """Text, shapes, both, or lines; four times as large and averaged, as rasterisers smooth edges."""
    random = np.random.default_rng(seed)
    is_dark = random.random() < 0.3
    paper = random.integers(0, 60, 3) if is_dark else random.integers(225, 256, 3)
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "white" if random.random() < 0.3 and not is_dark else tuple(paper.tolist()))
    canvas = ImageDraw.Draw(image)

    def ink() -> tuple[int, ...]:
        return tuple((random.integers(190, 256, 3) if is_dark else random.integers(0, 90, 3)).tolist())

    shapes, lines, rows = [(0, 4, 99), (14, 6, 4), (24, 4, 6), (8, 40, 3)][seed % 4]
    for _ in range(shapes):
        shape(canvas, random, ink)
    for _ in range(lines):
        points = random.integers(-20, WIDTH, (2, 2)) * [1, HEIGHT / WIDTH] * FINER
        canvas.line([tuple(point) for point in points.tolist()], ink(), int(FINER * random.choice([1, 1, 1.5, 2, 4])))
    top = 6
    for _ in range(rows):
        size = int(random.choice([9, 11, 13, 16, 22]))
        first = int(random.integers(0, len(WORDS)))
        words = " ".join(WORDS[(first + i) % len(WORDS)] for i in range(16 if rows > 50 else 3))
        place = (6, top) if rows > 50 else (int(random.integers(0, WIDTH // 2)), int(random.integers(0, HEIGHT - 20)))
        canvas.text((place[0] * FINER, place[1] * FINER), words, ink(), ImageFont.load_default(size * FINER))
        top += int(size * 1.5)
        if top > HEIGHT:
            break
    return image.reduce(FINER)


def shape(canvas: ImageDraw.ImageDraw, random: np.random.Generator, ink) -> None:
    left, top = random.integers(0, WIDTH - 40), random.integers(0, HEIGHT - 40)
    width, height = random.integers(16, 140), random.integers(16, 110)
    box = [int(v) * FINER for v in (left, top, left + width, top + height)]
    fill = tuple(random.integers(0, 256, 3).tolist()) if random.random() < 0.7 else None
    outline = ink() if fill is None or random.random() < 0.6 else None
    line = int(FINER * random.choice([1, 1.5, 2, 3, 4]))
    match int(random.integers(0, 4)):
        case 0:
            canvas.rectangle(box, fill, outline, line)
        case 1:
            canvas.ellipse(box, fill, outline, line)
        case 2:
            canvas.rounded_rectangle(box, 8 * FINER, fill, outline, line)
        case _:
            corners = (random.integers(0, 100, (3, 2)) * [1.4, 1.1] + [left, top]) * FINER
            canvas.polygon([tuple(corner) for corner in corners.tolist()], fill or ink())


def damaged(image: Image.Image, quality: int | None, noise: float) -> Image.Image:
    if noise:
        pixels = np.asarray(image, np.float32)
        image = Image.fromarray(np.clip(np.rint(pixels + np.random.default_rng(1).normal(0, noise, pixels.shape)), 0, 255).astype(np.uint8))
    if quality:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        image = Image.open(file).convert("RGB")
    return image


def pictures(photographs: Path):
    """Kind, name and picture, before any damage."""
    for path in sorted(photographs.iterdir()):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            yield from sizes("P", path, (2, 4, 1))
    for path in sorted((PICTURES / "drawn").iterdir()):
        if path.stem != "web-page":  # which shows a photograph
            yield from sizes("D", path, (2, 4, 1))
    for seed in range(40):
        yield "D", f"seed {seed}", drawn(seed)
    for path in sorted((PICTURES / "pixels").iterdir()):
        kind = "D" if path.stem in ("code", "sprite", "star") else "X"
        yield from sizes(kind, path, (1,))


def sizes(kind: str, path: Path, reductions):
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    for by in reductions:
        yield kind, f"{path.stem}/{by}", image.reduce(by) if by > 1 else image.crop(middle(*image.size)) if kind == "P" else image


def middle(width: int, height: int) -> tuple[int, int, int, int]:
    left, top = max(0, (width - 400) // 2), max(0, (height - 300) // 2)
    return left, top, min(width, left + 400), min(height, top + 300)


class Detector:
    """Azulejo's, in one process."""

    def __init__(self):
        java = Path(os.environ["JAVA_HOME"]) / "bin" / "java" if "JAVA_HOME" in os.environ else "java"
        classes = HERE.parent / "core" / "target" / "classes"
        self._process = subprocess.Popen(
            [java, "-cp", classes, HERE / "Kinds.java"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def shares(self, image: Image.Image) -> tuple[dict[str, float], float]:
        """How much of it is of each kind, and the nanoseconds that a pixel took."""
        self._process.stdin.write(struct.pack(">ii", *image.size) + image.tobytes())
        self._process.stdin.flush()
        line = self._process.stdout.readline().decode()
        counts = {"P": 0, "D": 0, "X": 0}
        for count, kind in re.findall(r"(\d+)([PDX])", line.rsplit(" ", 1)[1]):
            counts[kind] += int(count)
        return {kind: count / sum(counts.values()) for kind, count in counts.items()}, float(line.split(" ", 1)[0])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("photographs", type=Path)
    arguments.add_argument("--list", action="store_true", help="print each picture of which something is wrong")
    options = arguments.parse_args()
    detector, found, nanos = Detector(), {}, []
    for kind, name, image in pictures(options.photographs):
        for damage in DAMAGES if kind != "X" else DAMAGES[:1]:
            shares, took = detector.shares(damaged(image, *damage))
            nanos.append(took)
            found.setdefault((kind, damage), []).append((name, shares))
            wrong = 1 - shares[kind]
            if options.list and wrong > (0.005 if kind == "P" else 0.5):
                print(f"{kind} {name} quality {damage[0]} noise {damage[1]}: {', '.join(f'{k} {v:.3f}' for k, v in shares.items())}", flush=True)
    print("kind, quality, noise: pictures, % of blocks taken for P, D, X; pictures with > 0.5 %, > 50 % of their blocks wrong")
    flipped = total = 0
    for (kind, (quality, noise)), rows in found.items():
        means = " ".join(f"{100 * statistics.mean(shares[k] for _, shares in rows):6.2f}" for k in "PDX")
        some, most = (sum(1 - shares[kind] > limit for _, shares in rows) for limit in (0.005, 0.5))
        print(f"{kind} {quality or '-':>3} {noise}: {len(rows):4} {means}  {some:4} {most:4}")
        if kind == "P":
            flipped, total = flipped + some, total + len(rows)
    print(f"photographs flipped: {flipped} of {total}; {statistics.median(nanos):.1f} ns a pixel")
    return 1 if flipped > 0.01 * total else 0


if __name__ == "__main__":
    sys.exit(main())
