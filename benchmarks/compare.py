"""Runs Azulejo and its peers in turn on the same photograph and compares what they used. See README.md.

usage: compare.py [speed|overhead|recipes] [--image astronaut|mosaic] [--rounds 5] [--tile 288]

recipes: each recipe through Azulejo and through ONNX Runtime from Python, as a table; with PULLED=FOLDER also those whose weights
are brought on demand to FOLDER/MODEL/model.onnx.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

# Nothing large is imported here: a process inherits the peak memory of the one that starts it.
HERE = Path(__file__).resolve().parent
THREADS = "2"
OVERHEAD_TARGET = 1.08
PNG_LEVEL = os.environ.get("PNG_LEVEL", "1")
IN_32_BITS = ["--precision", "exact"]
OWN_CHOICE: list[str] = []  # what Azulejo chooses by itself, where not only what runs the same network is compared


@dataclass(frozen=True)
class Work:
    """What is to be done: to Azulejo a recipe or steps, to the peers models."""

    recipe: str
    models: str
    scale: int
    tile: int | None = None  # where a chain's own is not simply its first model's
    noise: int | None = None
    image: str = "small"
    size: tuple[int, int] = (1024, 768)

    def azulejo(self) -> list[str]:
        what = ["--steps", self.models] if "," in self.models or self.recipe in ("dejpeg",) else ["--recipe", self.recipe]
        tile = ["--tile", str(self.tile)] if self.tile else []
        return [*what, *tile, *(["--strength", str(self.noise)] if self.noise else [])]

    def peer(self) -> list[str]:
        tile = ["--tile", str(self.tile)] if self.tile else []
        return ["--models", self.models, *tile, *(["--noise", str(self.noise)] if self.noise else [])]


PHOTO = Work("photo-x2", "span-x2", 2)
RECIPES = [
    PHOTO,
    Work("photo-x4", "span-x4", 4),
    Work("restore-x2", "cunet-denoise1,azulejo-restore-x2", 2, tile=320),
    Work("restore-x4", "cunet-denoise1,azulejo-restore-x4", 4, tile=320),
    Work("anime-x2", "animevideo-x2", 2),
    Work("anime-x4", "animevideo-x4", 4),
    Work("dejpeg", "cunet-denoise1", 1),
    Work("denoise", "ffdnet", 1, noise=15),
]
PULLED = Work("detail-x4", "x4plus", 4, image="tiny", size=(256, 192))


@dataclass(frozen=True)
class Used:
    cpu_seconds: float  # user and system, of the process and all its descendants
    wall_seconds: float
    peak_mib: float  # of the largest single process


def commands(source: Path, folder: Path, work: Work) -> dict[str, list[str]]:
    azulejo = shlex.split(os.environ.get("AZULEJO", "./azulejo"))
    options = [*work.azulejo(), "--threads", THREADS, "--overwrite", "--quiet"]
    peer_options = [*work.peer(), "--workers", THREADS, "--level", PNG_LEVEL]

    def peer(name: str, *more: str, called: str = "") -> list[str]:
        result = folder / f"{called or name}.png"
        return [sys.executable, str(HERE / f"peer_{name}.py"), str(source), str(result), *peer_options, *more]

    return {
        "azulejo": [*azulejo, "enhance", str(source), "-o", str(folder / "azulejo.png"), *options, *OWN_CHOICE],
        "exact": [*azulejo, "enhance", str(source), "-o", str(folder / "exact.png"), *options, *IN_32_BITS],
        "openvino": [*azulejo, "enhance", str(source), "-o", str(folder / "openvino.png"), *options, *IN_32_BITS, "--engine", "openvino"],
        "ort": peer("ort"),
        "ort288": peer("ort", "--tile", "288", called="ort288"),
        "ncnn": peer("ncnn", "--wheels", os.environ.get("WHEELS", "")),
    }


def measured(command: list[str]) -> Used:
    started = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall_seconds = time.monotonic() - started
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"exit status {code}: {shlex.join(command)}")
    return Used(usage.ru_utime + usage.ru_stime, wall_seconds, usage.ru_maxrss / 1024)


def one_round(source: Path, folder: Path, contenders: list[str], work: Work = PHOTO) -> dict[str, Used]:
    used = {}
    for name in contenders:
        result = folder / f"{name}.png"
        result.unlink(missing_ok=True)
        used[name] = measured(commands(source, folder, work)[name])
        if not result.is_file():
            raise SystemExit(f"{name} succeeded without a result")
    return used


def photograph(image: str, path: Path) -> None:
    """Each call makes a file with other bytes and the same pixels, so that nobody can answer from a cache."""
    subprocess.run([sys.executable, HERE / "photographs.py", image, path, f"{time.time_ns()}"], check=True)


def difference(folder: Path, contenders: list[str]) -> str:
    """By how many grey levels the results of the last round differ, in words."""
    first, second = (folder / f"{name}.png" for name in contenders)
    return subprocess.check_output([sys.executable, HERE / "agreement.py", first, second], text=True).strip()


def recipes(rounds: int) -> None:
    """Prints a row for each recipe: CPU seconds of both, their ratio, and how far the results are apart."""
    both = ["azulejo", "ort"]
    print("| recipe | models | image | Azulejo, CPU s | Python, CPU s | ratio (single rounds) | output MP per core-second | results |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for work in [*RECIPES, *([PULLED] if "PULLED" in os.environ else [])]:
        with tempfile.TemporaryDirectory() as name:
            folder, used = Path(name), []
            for number in range(rounds + 1):  # the first does not count: it fills caches
                source = folder / f"{number}.png"
                photograph(work.image, source)
                used.append(one_round(source, folder, both, work))
            apart = difference(folder, both)
        azulejo, ort = (statistics.median(each[name].cpu_seconds for each in used[1:]) for name in both)
        single = [each["azulejo"].cpu_seconds / each["ort"].cpu_seconds for each in used[1:]]
        width, height = work.size
        megapixels = width * height * work.scale**2 / 1e6
        print(
            f"| {work.recipe} | {work.models.replace(',', ', ')} | {width}×{height} | {azulejo:.2f} | {ort:.2f} "
            f"| {azulejo / ort:.3f} ({min(single):.3f} to {max(single):.3f}) | {megapixels / azulejo:.3f} | {apart} |",
            flush=True,
        )


def report(rounds: list[dict[str, Used]]) -> dict[str, float]:
    """Prints the medians; returns, for each peer, Azulejo's CPU time divided by the peer's."""

    def median(name: str, field: str) -> float:
        return statistics.median(getattr(used[name], field) for used in rounds)

    print(f"\nmedians of {len(rounds)} rounds")
    for name in rounds[0]:
        cpu, wall, peak = (median(name, field) for field in ("cpu_seconds", "wall_seconds", "peak_mib"))
        print(f"  {name:8} CPU {cpu:8.2f} s   wall {wall:8.2f} s   peak {peak:6.0f} MiB")
    ratios = {}
    for own in ("azulejo", "exact", "openvino"):
        for name in rounds[0]:
            if own not in rounds[0] or name in ("azulejo", "exact", own):
                continue
            cpu, wall = (median(own, field) / median(name, field) for field in ("cpu_seconds", "wall_seconds"))
            single = [used[own].cpu_seconds / used[name].cpu_seconds for used in rounds]
            print(f"  {own} / {name}: CPU {cpu:.3f} (single rounds {min(single):.3f} to {max(single):.3f})   wall {wall:.3f}")
            if own == "azulejo":
                ratios[name] = cpu
    return ratios


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", nargs="?", choices=["speed", "overhead", "recipes"], default="speed")
    parser.add_argument("--image", choices=["astronaut", "mosaic"], help="mosaic: 8 megapixels, the default for overhead")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tile", type=int, help="longest side of all tiles; else what the cards call best")
    options = parser.parse_args()
    if options.mode == "recipes":
        recipes(options.rounds)
        return 0
    overhead = options.mode == "overhead"
    if not overhead:
        OWN_CHOICE.extend(["--precision", "auto"])
    image = options.image or ("mosaic" if overhead else "astronaut")
    work = replace(PHOTO, tile=options.tile)
    contenders = ["azulejo", *(["ort"] if overhead else os.environ.get("PEERS", "ort,ncnn").replace(",", " ").split())]
    if os.environ.get("AZULEJO") == "none":
        contenders.remove("azulejo")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photograph("astronaut", folder / "warm-up.png")
        one_round(folder / "warm-up.png", folder, contenders, work)  # builds what a first start builds, fills the file cache
        rounds = []
        for number in range(1, options.rounds + 1):
            source = folder / f"{number}.png"
            photograph(image, source)
            first = (number - 1) % len(contenders)  # whoever comes after another process of its kind has it easier
            rounds.append(one_round(source, folder, contenders[first:] + contenders[:first], work))
            line = "   ".join(f"{name} {used.cpu_seconds:.2f} s CPU, {used.wall_seconds:.2f} s" for name, used in rounds[-1].items())
            print(f"round {number}: {line}", flush=True)
        ratios = report(rounds)
        for name in contenders[1:]:
            print(f"  {contenders[0]} and {name}: {difference(folder, [contenders[0], name])}", flush=True)
    if overhead and ratios and ratios["ort"] > OVERHEAD_TARGET:
        print(f"above the target of {OVERHEAD_TARGET}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
