"""60 mixed files in one batch, three of them broken: what is said of the time left when a file begins, against what it
was then. Sizes, formats, damage and order are drawn by a seed: `batch_time.py [SEED]`."""

import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
AZULEJO = os.environ.get("AZULEJO", str(HERE.parent / "azulejo")).split()
FILES, BROKEN = 60, 3
MOST = {2: 1.5, 10: 1.2}  # how wrong it may be, after so many files
UNITS = {"s": 1, "min": 60, "h": 3600}
LINE = re.compile(r"azulejo: file (\d+) of \d+, (\S+):.*; all (\d+) %, ([\d.]+) (s|min|h) left")


def encoded(image, draw):
    """A file as people have them: mostly JPEG, of any quality."""
    kind = draw.choice(["jpg", "jpg", "jpg", "jpg", "png", "webp", "tif"])
    out = io.BytesIO()
    names = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tif": "TIFF"}
    image.save(out, names[kind], **({"quality": draw.randint(60, 97)} if kind in ("jpg", "webp") else {}))
    return kind, out.getvalue()


def make(folder, seed):
    draw = random.Random(seed)
    sources = sorted(path for name in ("photographs", "drawn") for path in (HERE / "pictures" / name).iterdir())
    broken = set(draw.sample(range(FILES), BROKEN))
    for number in range(FILES):
        image = Image.open(draw.choice(sources)).convert("RGB")
        megapixels = draw.choice([0.1, 0.2, 0.4, 0.8, 1.6])
        factor = (megapixels * 1e6 / (image.width * image.height)) ** 0.5
        size = (max(64, round(image.width * factor)), max(64, round(image.height * factor)))
        kind, data = encoded(image.resize(size, Image.Resampling.LANCZOS), draw)
        if number in broken:
            data = data[: len(data) // 2]
        (folder / f"{number:02d}.{kind}").write_bytes(data)


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "photographs")
        folder.mkdir()
        make(folder, seed)
        subprocess.run([*AZULEJO, "recipes"], check=True, stdout=subprocess.DEVNULL)  # built, if it was not
        command = [*AZULEJO, "enhance", folder, "-o", Path(place, "results"), "--work-dir", Path(place, "work")]
        start = time.monotonic()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = {}  # of each file as it begins: when, and how long it should take from then on
        for line in run.stderr:
            if found := LINE.match(line):
                said.setdefault(int(found[1]), (time.monotonic() - start, float(found[4]) * UNITS[found[5]]))
        run.wait()
        all_seconds = time.monotonic() - start
    print(f"seed {seed}: {FILES} files, {BROKEN} broken, {all_seconds:.0f} s")
    wrong = False
    for done in (0, 1, 2, 5, 10, 20, 30, 40, 50):
        began = min((number for number in said if number > done), default=None)
        if began is None:
            continue
        at, left = said[began]
        truth = all_seconds - at
        factor = max(left / truth, truth / max(left, 0.1))
        allowed = MOST.get(done)
        wrong |= allowed is not None and factor > allowed
        print(f"after {began - 1:2d}: {left:5.0f} s said, {truth:5.0f} s true, factor {factor:.2f}" + (f" (at most {allowed})" if allowed else ""))
    sys.exit(wrong)


if __name__ == "__main__":
    main()
