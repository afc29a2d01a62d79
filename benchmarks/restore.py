#!/usr/bin/env python3
"""What should run before SPAN, and does auto choose it?

The three photographs of docs/images are reduced by Pillow's bicubic filter and saved as JPEG, lossy WebP or AVIF. For each
quality it prints the mean gain over bicubic enlargement of that file, in dB of PSNR over R, G and B: SPAN alone, azulejo-photo, which
costs the same and learned from JPEG, and what auto enlarges with after each of three strengths of cleaning: azulejo-restore, which
learned from JPEG too, up to a quality of 94. Marks what auto takes, and fails where another chain is better by more than 0.1 dB.

usage: restore.py [--scale 4] [--format jpeg|webp|avif] [--quality 30 --quality 75]
                                              the command line of $AZULEJO (./azulejo), tiles, pooled sample and all
       restore.py --engine ort                the models themselves: ONNX Runtime on the whole image
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from model import Model, extended, to_pixels, to_tensor
from photographs import NAMES, cropped, photograph, psnr, reduced

CLEANERS = ("cunet-denoise0", "cunet-denoise1", "cunet-denoise2")
QUALITIES = (30, 40, 50, 60, 70, 80, 90, 100)
SHOWING = 94  # the best quality of which auto takes it that losses show
TOLERANCE = 0.1  # dB


class Ort:
    """Whole images. What auto takes, only the command knows."""

    def __init__(self):
        self._models: dict[str, Model] = {}

    def _model(self, name: str) -> Model:
        return self._models.get(name) or self._models.setdefault(name, Model(name))

    def enlarge(self, folder: Path, steps: list[str]) -> dict[str, Image.Image]:
        results = {}
        for file in sorted(folder.iterdir()):
            batch = to_tensor(np.asarray(Image.open(file).convert("RGB")))
            for model in map(self._model, steps):
                height, width = batch.shape[2:]
                run = model.run(extended(batch, model.alignment))
                batch = np.clip(run[:, :, : height * model.scale, : width * model.scale], 0, 1)
            results[file.name] = Image.fromarray(to_pixels(batch))
        return results

    def choices(self, folder: Path, scale: int) -> dict[str, str]:
        return {}


class CommandLine:
    def __init__(self, command: str):
        self._command = shlex.split(command)

    def _results(self, folder: Path, options: list[str]) -> tuple[dict[str, Image.Image], list[dict]]:
        with tempfile.TemporaryDirectory() as out:
            command = [*self._command, "enhance", folder, "-o", out, "--format", "png", "--json", *options]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            outcomes = [json.loads(line) for line in printed.splitlines()]
            return {
                Path(outcome["file"]).name: Image.open(Path(out, Path(outcome["file"]).name + ".png")).convert("RGB")
                for outcome in outcomes
                if "file" in outcome
            }, outcomes

    def enlarge(self, folder: Path, steps: list[str]) -> dict[str, Image.Image]:
        return self._results(folder, ["--steps", ",".join(steps)])[0]

    def choices(self, folder: Path, scale: int) -> dict[str, str]:
        """The sentence of each outcome of auto, by the name of the file."""
        outcomes = self._results(folder, ["--recipe", "auto", "--scale", str(scale)])[1]
        return {Path(its["file"]).name: its["outcome"]["chosen"] for its in outcomes if "file" in its}


def compressed(folder: Path, scale: int, file_format: str, qualities: list[int]) -> dict[str, tuple[Image.Image, Image.Image]]:
    """Writes the files; returns the original of each, and what bicubic enlargement makes of it."""
    truths = {}
    for name in NAMES:
        original = cropped(photograph(name), scale)
        for quality in qualities:
            file = folder / f"{Path(name).stem}-{quality:03}.{file_format}"
            reduced(original, scale).save(file, quality=quality)
            small = Image.open(file).convert("RGB")
            truths[file.name] = (original, small.resize(original.size, Image.Resampling.BICUBIC))
    return truths


def gains(engine: Ort | CommandLine, scale: int, file_format: str, qualities: list[int], behind: str) -> list[str]:
    """Prints a line for each quality, by what enlarges behind a cleaner; returns what auto got wrong."""
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        truths = compressed(folder, scale, file_format, qualities)
        alone = {name: [f"{model}-x{scale}"] for name, model in (("alone", "span"), ("azulejo-photo", "azulejo-photo"))}
        chains = alone | {cleaner: [cleaner, f"{behind}-x{scale}"] for cleaner in CLEANERS}
        by_chain: dict[str, dict[int, float]] = {}
        for name, steps in chains.items():
            results = engine.enlarge(folder, steps)
            for quality in qualities:
                files = [file for file in truths if f"-{quality:03}." in file]
                mean = statistics.mean(psnr(truths[file][0], results[file]) - psnr(*truths[file]) for file in files)
                by_chain.setdefault(name, {})[quality] = mean
        choices = engine.choices(folder, scale)
    for quality in qualities:
        sentence = choices.get(f"astronaut-{quality:03}.{file_format}", "")
        taken = next((name for name in by_chain if name in sentence), None)
        row = {name: gain[quality] for name, gain in by_chain.items()}
        shown = "  ".join(f"{name.removeprefix('cunet-')} {gain:+.3f}{'*' if name == taken else ' '}" for name, gain in row.items())
        print(f"x{scale} {file_format} {quality:3}  {shown}")
        if taken and row[taken] < max(row.values()) - TOLERANCE:
            wrong.append(f"x{scale} {file_format} {quality}: auto takes {taken}")
    return wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engine", choices=["azulejo", "ort"], default="azulejo")
    arguments.add_argument("--scale", type=int, choices=[2, 4], action="append")
    arguments.add_argument("--format", choices=["jpeg", "webp", "avif"], default="jpeg")
    arguments.add_argument("--quality", type=int, action="append")
    options = arguments.parse_args()
    engine = Ort() if options.engine == "ort" else CommandLine(os.environ.get("AZULEJO", "./azulejo"))
    wrong = []
    for scale in options.scale or [4, 2]:
        for behind, showing in (("azulejo-restore", True), ("span", False)):
            qualities = [quality for quality in options.quality or QUALITIES if (quality <= SHOWING) == showing]
            if qualities:
                wrong += gains(engine, scale, options.format, qualities, behind)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
