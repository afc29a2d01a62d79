"""Makes pictures that are damaged as people's are, of a seed: cut from photographs or drawn, reduced, then blurred, made noisy, compressed.

Eight kinds times six damages, of mixed strength. The original of a picture is what it was before it was reduced: so what an enlargement should look like is known.
"""

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from drawings import DRAWN, drawn

SEED = 20261130  # the set that limits were chosen on; others tell whether they hold
SIDES = (112, 145)  # pixels of a damaged picture: few, so that hundreds take minutes
TAGS = {
    "portrait": {"face"},
    "landscape": {"landscape", "architecture"},
    "texture": {"texture", "foliage", "animal"},
    "night": {"night"},
    "product": {"product", "texture"},
}
KINDS = (*TAGS, *DRAWN)
DAMAGES = ("clean", "noise", "jpeg", "noise-jpeg", "was-jpeg", "blur")
QUALITIES = (60, 65, 70, 75, 80, 85, 90, 95)


@dataclass(frozen=True)
class Damage:
    """In this order: a blur of so many pixels, noise of so many grey levels, JPEG of a quality, or none of them (0). Saved as JPEG, or as PNG."""

    blur: float
    sigma: float
    grey_noise: bool
    quality: int
    suffix: str

    def of(self, image: Image.Image, random: np.random.Generator) -> bytes:
        if self.blur:
            image = image.filter(ImageFilter.GaussianBlur(self.blur))
        if self.sigma:
            noise = random.normal(0, self.sigma, (image.height, image.width, 1 if self.grey_noise else 3))
            image = Image.fromarray(np.clip(np.rint(np.asarray(image) + noise), 0, 255).astype(np.uint8))
        if self.quality:
            encoded = io.BytesIO()
            image.save(encoded, "JPEG", quality=self.quality, subsampling=0 if self.quality > 90 else 2)
            if self.suffix == "jpg":
                return encoded.getvalue()
            image = Image.open(encoded)
        encoded = io.BytesIO()
        image.save(encoded, "PNG")
        return encoded.getvalue()


@dataclass(frozen=True)
class Picture:
    name: str
    kind: str
    damage: str
    strength: Damage
    origin: str
    original: Image.Image
    source: bytes

    def facts(self) -> dict:
        return {
            "name": self.name,
            "kind": self.kind,
            "damage": self.damage,
            **asdict(self.strength),
            "origin": self.origin,
            "sha256": hashlib.sha256(self.source).hexdigest(),
        }


def strength(damage: str, random: np.random.Generator) -> Damage:
    sigma = round(float(random.uniform(1.5, 12)), 1)
    quality = int(random.choice(QUALITIES))
    blur = round(float(random.uniform(0.4, 1.2)), 2)
    grey = bool(random.integers(3) == 0)
    light = quality if quality >= 85 else 0
    match damage:
        case "clean":
            return Damage(0, 0, False, 0, "png")
        case "noise":
            return Damage(0, sigma, grey, 0, "png")
        case "jpeg":
            return Damage(0, 0, False, quality, "jpg")
        case "noise-jpeg":
            return Damage(0, sigma, grey, quality, "jpg")
        case "was-jpeg":
            return Damage(0, 0, False, quality, "png")
        case "blur":  # some compressed as well, but lightly
            return Damage(blur, 0, False, light, "jpg" if light else "png")
    raise ValueError(f"no damage is called {damage}; there are {', '.join(DAMAGES)}")


class Photographs:
    """A folder of photographs, of which set.json may say what they show. Without it any of them serves for each kind."""

    def __init__(self, folder: Path, seed: int = SEED):
        self._seed = seed
        manifest = folder / "set.json"
        if manifest.exists():
            listed = [(image["file"], set(image["tags"])) for image in json.loads(manifest.read_text())["images"]]
        else:
            listed = [(file.name, set.union(*TAGS.values())) for file in folder.iterdir() if file.suffix in (".png", ".jpg", ".jpeg", ".webp", ".tif")]
        self._files: dict[str, list[Path]] = {}
        for kind, tags in TAGS.items():
            self._files[kind] = [folder / file for file, said in sorted(listed) if said & tags and not said & {"drawn", "pixels", "drawing"}]
            if not self._files[kind]:
                raise SystemExit(f"{folder} has no photograph of {kind}: no PNG, JPEG, WebP or TIFF, or a set.json without the tags {', '.join(sorted(tags))}")

    def pick(self, kind: str, which: int) -> Path:
        """A different one for each `which`, until there are no more."""
        files = self._files[kind]
        order = np.random.default_rng([self._seed, KINDS.index(kind), which // len(files)]).permutation(len(files))
        return files[order[which % len(files)]]


def is_skin(pixels: np.ndarray) -> np.ndarray:
    red, green, blue = np.moveaxis(pixels.astype(int), -1, 0)
    return (red > 95) & (green > 40) & (blue > 20) & (red - green > 15) & (red > blue)


def interest(kind: str, pixels: np.ndarray) -> float:
    """How well a part shows what its kind is."""
    detail = float(np.abs(np.diff(pixels.astype(float).mean(2))).mean())
    if kind == "portrait":
        return min(0.6, float(is_skin(pixels).mean())) + detail / 100
    return detail - max(0.0, float(pixels.mean()) - 70) if kind == "night" else detail


def cut(image: Image.Image, kind: str, width: int, height: int, random: np.random.Generator) -> Image.Image:
    """The most interesting of eight parts of this size."""
    corners = [(int(random.integers(image.width - width + 1)), int(random.integers(image.height - height + 1))) for _ in range(8)]
    parts = [image.crop((left, top, left + width, top + height)) for left, top in corners]
    return max(parts, key=lambda part: interest(kind, np.asarray(part)))


def dark(image: Image.Image) -> Image.Image:
    """As dark as a picture of the night is: a mean of 60 grey levels at most."""
    pixels = np.asarray(image, float)
    return Image.fromarray(np.rint(pixels * min(1, 60 / max(1, pixels.mean()))).astype(np.uint8))


def on_white(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """A thing cut out of the picture, with a shadow, on white or nearly white."""
    width, height = image.size
    mask = Image.new("L", (2 * width, 2 * height))
    pen, box = ImageDraw.Draw(mask), [round(v * f) for v, f in zip((2 * width, 2 * height) * 2, (0.2, 0.15, 0.8, 0.82))]
    shape = int(random.integers(3))
    if shape == 0:
        pen.ellipse(box, 255)
    elif shape == 1:
        pen.rounded_rectangle(box, width // 5, 255)
    else:  # a bottle
        left, top, right, bottom = box
        pen.rounded_rectangle((left, (2 * top + bottom) // 3, right, bottom), width // 6, 255)
        pen.rectangle(((2 * left + right) // 3, top, (left + 2 * right) // 3, (top + bottom) // 2), 255)
    mask = mask.reduce(2)
    shadow = Image.new("L", image.size)
    shadow.paste(mask.point(lambda level: level // 4), (width // 24, height // 24))
    level = int(random.choice([255, 255, 250, 243]))
    ground = Image.new("RGB", image.size, (level,) * 3)
    ground.paste((60, 60, 64), mask=shadow.filter(ImageFilter.GaussianBlur(width / 30)))
    ground.paste(image, mask=mask)
    return ground


def photographed(photographs: Photographs, kind: str, which: int, width: int, height: int, random: np.random.Generator) -> tuple[Image.Image, str]:
    """The original. Some are reduced to half first, which makes them sharp; it is smaller where the photograph has too few pixels."""
    path = photographs.pick(kind, which)
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    finer = 2 if random.integers(2) and min(image.width // width, image.height // height) >= 2 else 1
    smaller = max(1, -(-width // image.width), -(-height // image.height))
    if smaller > 3:
        raise SystemExit(f"{path} has {image.width}x{image.height} pixels, which are too few for a part of {width // 3}x{height // 3}")
    part = cut(image, kind, finer * width // smaller, finer * height // smaller, random)
    part = part.reduce(finer) if finer > 1 else part
    part = dark(part) if kind == "night" else on_white(part, random) if kind == "product" else part
    return part, path.name


def named(index: int) -> tuple[str, str]:
    """Kind and damage of the picture of this number: kinds follow each other, and damages in each kind."""
    return KINDS[index % len(KINDS)], DAMAGES[index // len(KINDS) % len(DAMAGES)]


def picture(photographs: Photographs, index: int, scale: int, seed: int = SEED) -> Picture:
    (kind, damage), which = named(index), index // len(KINDS)
    random = np.random.default_rng([seed, index])
    strong = strength(damage, random)
    width, height = (int(side) for side in random.integers(*SIDES, 2))
    if kind in DRAWN:
        original, origin = drawn(kind, which + which // 12, width, height, scale, random), "drawn"
    else:
        original, origin = photographed(photographs, kind, which, width * scale, height * scale, random)
    by_area = kind in DRAWN or bool(np.random.default_rng([seed, index, 1]).integers(2))
    size = (original.width // scale, original.height // scale)
    original = original.crop((0, 0, size[0] * scale, size[1] * scale))
    small = original.reduce(scale) if by_area else original.resize(size, Image.Resampling.BICUBIC)
    source = strong.of(small, np.random.default_rng([seed, index, scale]))
    return Picture(f"{index:03}-{kind}-{damage}", kind, damage, strong, origin, original, source)


def write(photographs: Photographs, folder: Path, indexes: list[int], scale: int, seed: int = SEED) -> list[dict]:
    """Into originals/ and damaged/; returns what each is."""
    for name in ("originals", "damaged"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    facts = []
    for index in indexes:
        made = picture(photographs, index, scale, seed)
        made.original.save(folder / "originals" / f"{made.name}.png")
        (folder / "damaged" / f"{made.name}.{made.strength.suffix}").write_bytes(made.source)
        facts.append(made.facts())
    (folder / "set.json").write_text(json.dumps(facts, indent=1) + "\n")
    return facts
