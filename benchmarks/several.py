"""Batches of small files, several at once and one after another, in turns: seconds of each, and the ratio of their medians.
With so little memory that no two of them fit into it beside each other, files are enhanced one after another, each by all
threads, as one that is alone is: `several.py [RUNS]`."""

import filecmp
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
AZULEJO = os.environ.get("AZULEJO", str(HERE.parent / "azulejo")).split()
BATCHES = {"30 of 320x240": (30, 320, 240), "12 of 640x480": (12, 640, 480)}
RECIPES = ["photo-x2", "auto"]
FEW = {  # room for one alone
    ("photo-x2", 320): "330M",
    ("photo-x2", 640): "700M",
    ("auto", 320): "360M",
    ("auto", 640): "750M",
}


def make(folder, count, width, height):
    sources = sorted((HERE / "pictures" / "photographs").iterdir())
    for number in range(count):
        image = Image.open(sources[number % len(sources)]).convert("RGB")
        factor = max(width / image.width, height / image.height)
        size = (round(image.width * factor) + 1, round(image.height * factor) + 1)
        image = image.resize(size, Image.Resampling.LANCZOS).crop((0, 0, width, height))
        image.save(folder / f"{number:02d}.jpg", quality=60 + number)


def seconds(place, name, folder, *options):
    start = time.monotonic()
    command = [*AZULEJO, "enhance", folder, "-o", place / name, "--work-dir", place / f"{name}-work", "-q", *options]
    subprocess.run(command, check=True)
    return time.monotonic() - start


def compare(batch, recipe, runs):
    count, width, height = BATCHES[batch]
    few = ["--memory", FEW[recipe, width]]
    took = {"at once": [], "one by one": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as made:
            place = Path(made)
            folder = place / "photographs"
            folder.mkdir()
            make(folder, count, width, height)
            took["at once"].append(seconds(place, "both", folder, "--recipe", recipe))
            took["one by one"].append(seconds(place, "each", folder, "--recipe", recipe, *few))
            for result in (place / "both").iterdir():
                assert filecmp.cmp(result, place / "each" / result.name, shallow=False), result.name
    medians = {name: statistics.median(all_of_it) for name, all_of_it in took.items()}
    ratio = medians["at once"] / medians["one by one"]
    words = ", ".join(f"{name} {median:.1f} s" for name, median in medians.items())
    print(f"{batch} by {recipe}: {words}, ratio {ratio:.2f}, the same bytes")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    subprocess.run([*AZULEJO, "recipes"], check=True, stdout=subprocess.DEVNULL)  # built, if it was not
    for batch in BATCHES:
        for recipe in RECIPES:
            compare(batch, recipe, runs)


if __name__ == "__main__":
    main()
