#!/usr/bin/env python3
"""Does the laboratory find what a model does badly, and mend it?

A small network learns from half of a folder of photographs, and has never seen a drawing. Of 300 screenshots, line drawings and graphics that are
reduced to half, the 200 are hard of which its enlargement is furthest from the truth. It enlarges them and 1,800 parts of the other half of the
photographs. `edge-cases` names what stands out and exports it, `lab improve` learns from that and from a part of the others, and both models enlarge
all 2,000 again. Fails where fewer than 150 of the 200 are found, where the hard ones do not gain
a decibel, or where the others, or the images of --apart, lose more than 0.05 dB in the mean.

usage: improve.py FOLDER --apart FOLDER|SET [--out DIRECTORY] [--steps 3000]      some minutes to an hour
"""

import argparse
import hashlib
import json
import shlex
import shutil
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from damaged import opened, psnr
from drawings import DRAWN, drawn
from enhance import enhance

HERE = Path(__file__).resolve().parent
SEED = 20261201
SIDE = 128  # pixels of a source, which is what a patch of the recipe needs
IMAGES, CANDIDATES, HARD, USUAL = 2000, 300, 200, 1200
FOUND, GAIN, LOSS = 150, 1.0, 0.05
RECIPE = {
    "schema": 1,
    "scale": 2,
    "net": {"kind": "plain", "depth": 8, "channels": 24},
    "batch": 8,
    "patch": 32,
    "loss": "charbonnier",
    "average": 0.995,
    "pictures": {"scenes": 0, "side": 384},
    "damage": [{"kind": "fit", "filters": ["bicubic"]}],
}


def write_recipe(file: Path, **differing) -> Path:
    file.write_text(json.dumps({**RECIPE, **differing}))
    return file


def part(photographs: list[Path], random: np.random.Generator) -> Image.Image:
    with Image.open(photographs[int(random.integers(len(photographs)))]) as image:
        image = Image.fromarray(np.asarray(image.convert("RGB")))  # without a profile, which `edge-cases` would convert by
    side = 2 * SIDE
    if min(image.size) < side:
        factor = side / min(image.size)
        image = image.resize([max(side, round(length * factor)) for length in image.size], Image.Resampling.BICUBIC)
    left, top = (int(random.integers(length - side + 1)) for length in image.size)
    return image.crop((left, top, left + side, top + side))


def write(folder: Path, name: str, original: Image.Image):
    for which, image in (("originals", original), ("sources", original.resize((SIDE, SIDE), Image.Resampling.BICUBIC))):
        (folder / which).mkdir(parents=True, exist_ok=True)
        image.save(folder / which / f"{name}.png")


def hardest(azulejo: str, recipe: str, folder: Path) -> list[Image.Image]:
    """The drawings that the model does worst: what is hard for it, by the truth, which `edge-cases` does not have."""
    random = np.random.default_rng(SEED)
    for number in range(CANDIDATES):
        write(folder, f"{number:04}", drawn(list(DRAWN)[number % len(DRAWN)], int(random.integers(99)), SIDE, SIDE, 2, random))
    originals = {file.stem: opened(file) for file in sorted((folder / "originals").iterdir())}
    outcomes = enhance(azulejo, sorted((folder / "sources").iterdir()), folder / "results", ["--recipe", recipe])
    scores = {name: psnr(original, opened(outcomes[name]["path"])) for name, original in originals.items()}
    worst = sorted(scores, key=scores.__getitem__)[:HARD]
    print(f"{HARD} of {CANDIDATES} drawings: up to {scores[worst[-1]]:.2f} dB; the others up to {max(scores.values()):.2f}", flush=True)
    return [originals[name] for name in worst]


def plant(photographs: list[Path], hard: list[Image.Image], folder: Path) -> dict[str, dict]:
    """Writes originals and sources; returns what each is, by its name, which does not tell."""
    random = np.random.default_rng(SEED)
    planted = {}
    for number, which in enumerate(random.permutation(IMAGES)):
        name = f"{number:04}"
        write(folder, name, hard[which] if which < HARD else part(photographs, random))
        planted[name] = {"hard": bool(which < HARD), "pixels": pixels(opened(folder / "sources" / f"{name}.png"))}
    return planted


def pixels(image: Image.Image) -> str:
    return hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()


def usual_set(folder: Path, names: list[str]) -> Path:
    """What customers who agreed sent besides."""
    images = []
    for name in names:
        shutil.copy(folder / "sources" / f"{name}.png", (folder / "usual").joinpath(f"{name}.png"))
        digest = hashlib.sha256((folder / "usual" / f"{name}.png").read_bytes()).hexdigest()
        images.append({"file": f"{name}.png", "sha256": digest, "licence": "LicenseRef-consent", "origin": "planted", "tags": []})
    file = folder / "usual" / "set.json"
    file.write_text(json.dumps({"schema": 1, "name": "Usual", "description": "planted", "images": images}))
    return file


def said(command: list) -> str:
    run = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    print(run.stdout, end="", flush=True)
    if run.returncode not in (0, 65):
        raise SystemExit(f"{' '.join(str(word) for word in command)} ended with {run.returncode}")
    return run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--apart", required=True)
    parser.add_argument("--out", type=Path, default=HERE / "target" / "improve")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--azulejo", default=str(HERE.parent / "azulejo"))
    options = parser.parse_args()
    azulejo, out = shlex.split(options.azulejo), options.out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    files = sorted(file for file in options.folder.iterdir() if file.suffix in (".png", ".jpg"))
    (out / "learned").mkdir()
    for file in files[::2]:
        shutil.copy(file, out / "learned")
    rank = {"seed": 1, "steps": options.steps, "rate": 0.002}
    first = write_recipe(out / "first.json", id="improve-first", description="Learned from photographs.", **rank)
    said([*azulejo, "lab", "train", first, "-o", out / "first", "--photographs", out / "learned", "--measure", options.apart])
    model = out / "first" / "improve-first"
    said([*azulejo, "models", "add", model / "model.onnx", "--id", f"improve-first-{out.name}"])
    hard = hardest(options.azulejo, f"improve-first-{out.name}", out / "candidates")
    planted = plant(files[1::2], hard, out)
    sources = sorted((out / "sources").iterdir())
    results = out / "results"
    said([*azulejo, "enhance", "--recipe", f"improve-first-{out.name}", "-o", results, "--quiet", *sources])
    said([*azulejo, "edge-cases", results, "--export", out / "hard", "--consent", "planted by improve.py"])
    exported = {pixels(Image.open(file)) for file in (out / "hard").glob("*.png")}
    found = {name for name, fact in planted.items() if fact["pixels"] in exported}
    hits = sum(planted[name]["hard"] for name in found)
    print(f"found {hits} of {HARD} hard ones, and {len(found) - hits} of {IMAGES - HARD} others", flush=True)
    (out / "usual").mkdir()
    left = [name for name in sorted(planted) if name not in found]
    usual = usual_set(out, [str(name) for name in np.random.default_rng(SEED).permutation(left)[:USUAL]])
    more = {"seed": 2, "steps": 2 * options.steps, "rate": 0.001, "start": {"model": "first/improve-first"}}
    second = write_recipe(out / "second.json", id="improve-second", description="Learned further from what it did badly.", **more)
    told = said([*azulejo, "lab", "improve", second, "--hard", out / "hard" / "set.json", "--usual", usual, "--apart", options.apart, "-o", out / "improved"])
    [improved] = (out / "improved").glob("training-*/improve-second/model.onnx")
    said([*azulejo, "models", "add", improved, "--id", f"improve-second-{out.name}"])
    scores = {}
    for which in ("first", "second"):
        outcomes = enhance(options.azulejo, sources, out / which / "results", ["--recipe", f"improve-{which}-{out.name}"])
        scores[which] = {name: psnr(opened(out / "originals" / f"{name}.png"), opened(outcomes[name]["path"])) for name in planted}
    gains = {}
    for label, hard in (("hard", True), ("others", False)):
        names = [name for name, fact in planted.items() if fact["hard"] == hard]
        before, after = (float(np.mean([scores[which][name] for name in names])) for which in ("first", "second"))
        gains[label] = after - before
        print(f"{label:8}{len(names):6} images: {before:.2f} dB, then {after:.2f}: {after - before:+.2f}")
    better = "better, and nothing else worse" in told
    if hits < FOUND or gains["hard"] < GAIN or gains["others"] < -LOSS or not better:
        raise SystemExit(f"wanted {FOUND} found, {GAIN} dB for the hard ones, at most {LOSS} dB lost elsewhere, and a verdict that says so")


if __name__ == "__main__":
    main()
