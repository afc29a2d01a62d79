#!/usr/bin/env python3
"""What does enlarging make of damaged pictures, to the eye? One page of 40 of them, that needs nothing else.

Makes part of the pictures of damaged.py, and lets each choice (a recipe, or steps such as cunet-denoise1,span-x2) enlarge them all in one process.
The page shows any two of them, the damaged picture (as it is, each pixel a square), bicubic and the original on both sides of a line that
follows the pointer, with the gain over bicubic in dB, and a verdict on each picture: those of verdicts.json, {"NAME": {"verdict":
"better|same|worse", "note": "…"}}. What leaves the size as it is (denoise, dejpeg) is enlarged by bicubic afterwards.

usage: gallery.py FOLDER [--scale 2] [--choice auto --choice photo-x2] [--results yesterday=FOLDER] [--verdicts verdicts.json] [--out gallery.html]
"""

import argparse
import base64
import io
import json
import os
import sys
from pathlib import Path

from PIL import Image

from damage import DAMAGES, KINDS, Photographs, write
from damaged import opened, psnr
from enhance import enhance

HERE = Path(__file__).resolve().parent
WORDS = ("better", "same", "worse")  # than bicubic
LEAVE_SIZE = ("denoise", "dejpeg", "resize")


def indexes(count: int) -> list[int]:
    """As many of each kind, and of each damage, as can be."""
    per_kind = -(-count // len(KINDS))
    return sorted((kind + len(KINDS) * ((kind + turn) % len(DAMAGES) + len(DAMAGES) * (turn // len(DAMAGES))) for turn in range(per_kind) for kind in range(len(KINDS))))[:count]


def embedded(image: Image.Image) -> str:
    """A data URI: PNG where that is hardly larger, as of drawings, or else JPEG."""
    files = {"png": io.BytesIO(), "jpeg": io.BytesIO()}
    image.save(files["png"], "PNG", optimize=True)
    image.save(files["jpeg"], "JPEG", quality=93, subsampling=0)
    kind = "png" if len(files["png"].getvalue()) < 1.3 * len(files["jpeg"].getvalue()) else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(files[kind].getvalue()).decode()}"


def options_of(choice: str, scale: int) -> list[str]:
    if "," in choice or choice.startswith(("span", "cunet", "ffdnet", "animevideo")):
        return ["--steps", choice]
    return ["--recipe", choice, *(["--scale", str(scale)] if choice in ("auto", "scan") else [])]


def verdicts_of(path: Path | None, names: list[str]) -> dict[str, dict]:
    """Those of the file, each of which must be a known word; one of a picture that is not on the page is told of."""
    found = json.loads(path.read_text()) if path else {}
    for name, verdict in found.items():
        if verdict.get("verdict") not in (*WORDS, "no verdict"):
            raise SystemExit(f"{path}: the verdict on {name} is {verdict.get('verdict')!r}; there are {', '.join(WORDS)}")
        if name not in names:
            print(f"{path}: no picture of this page is called {name}", file=sys.stderr)
    return found


def results(folder: Path, facts: list[dict], options: argparse.Namespace, scale: int) -> dict[str, dict[str, Path]]:
    """By choice and name."""
    files = [folder / "damaged" / f"{fact['name']}.{fact['suffix']}" for fact in facts]
    made = {}
    for choice in options.choice or ["auto", f"photo-x{scale}", f"restore-x{scale}", f"anime-x{scale}", "denoise"]:
        common = ["--precision", options.precision, "--threads", "1"]
        outcomes = enhance(options.azulejo, files, folder / "choices" / choice, [*options_of(choice, scale), *common])
        made[choice] = {name: outcome["path"] for name, outcome in outcomes.items()}
    for given in options.results or []:
        label, _, place = given.partition("=")
        made[label] = {fact["name"]: Path(place) / f"{fact['name']}.png" for fact in facts}
        missing = [str(path) for path in made[label].values() if not path.exists()]
        if missing:
            raise SystemExit(f"--results {given} lacks {len(missing)} of {len(facts)} pictures, such as {missing[0]}")
    return made


def entry(folder: Path, fact: dict, made: dict[str, dict[str, Path]]) -> dict:
    name = fact["name"]
    original, source = opened(folder / "originals" / f"{name}.png"), opened(folder / "damaged" / f"{name}.{fact['suffix']}")
    images = {"before": source.resize(original.size, Image.Resampling.NEAREST), "bicubic": source.resize(original.size, Image.Resampling.BICUBIC)}
    for choice, paths in made.items():
        result = opened(paths[name])
        images[choice] = result if result.size == original.size else result.resize(original.size, Image.Resampling.BICUBIC)
    base = psnr(original, images["bicubic"])
    gains = {choice: round(psnr(original, images[choice]) - base, 2) for choice in made}
    damage = [f"{word} {fact[key]:g}" for word, key in (("blur", "blur"), ("noise", "sigma"), ("JPEG", "quality")) if fact[key]]
    facts = f"{', '.join(damage) or 'no damage'}; {source.width}×{source.height}, {fact['suffix'].upper()}; bicubic {base:.1f} dB; {fact['origin']}"
    uris = {"before": embedded(source)} | {label: embedded(image) for label, image in [*list(images.items())[1:], ("original", original)]}
    return {"name": name, "kind": fact["kind"], "damage": fact["damage"], "facts": facts, "images": uris, "gains": gains}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--scale", type=int, choices=[2, 4], default=2)
    arguments.add_argument("--count", type=int, default=40)
    arguments.add_argument("--choice", action="append")
    arguments.add_argument("--results", action="append", metavar="LABEL=FOLDER")
    arguments.add_argument("--verdicts", type=Path)
    arguments.add_argument("--azulejo", default=os.environ.get("AZULEJO", "./azulejo"))
    arguments.add_argument("--precision", default="exact")
    arguments.add_argument("--out", type=Path, default=HERE / "target" / "gallery.html")
    options = arguments.parse_args()
    folder = HERE / "target" / "gallery" / f"x{options.scale}"
    facts = write(Photographs(options.folder), folder, indexes(options.count), options.scale)
    verdicts = verdicts_of(options.verdicts, [fact["name"] for fact in facts])
    made = results(folder, facts, options, options.scale)
    pictures = [entry(folder, fact, made) for fact in facts]
    about = f"{len(pictures)} pictures of {len(KINDS)} kinds, enlarged ×{options.scale} by {', '.join(made)}; precision {options.precision}."
    document = {"about": about, "words": WORDS, "verdicts": verdicts, "first": next(iter(made)), "choices": ["before", "bicubic", *made, "original"], "pictures": pictures}
    data = json.dumps(document, ensure_ascii=False).replace("</", "<\\/")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text((HERE / "gallery" / "page.html").read_text().replace("@DATA@", data))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
