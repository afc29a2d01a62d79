"""Runs Azulejo and its peers in turn on the same photograph and compares what they used. See README.md.

usage: compare.py [speed|overhead] [--image astronaut|mosaic] [--rounds 5]
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# Nothing large is imported here: a process inherits the peak memory of the one that starts it.
HERE = Path(__file__).resolve().parent
MODEL, RECIPE, THREADS = "span-x2", "photo-x2", "2"
OVERHEAD_TARGET = 1.08
PNG_LEVEL = os.environ.get("PNG_LEVEL", "1")


@dataclass(frozen=True)
class Used:
    cpu_seconds: float  # user and system, of the process and all its descendants
    wall_seconds: float
    peak_mib: float  # of the largest single process


def commands(source: Path, folder: Path) -> dict[str, list[str]]:
    azulejo = shlex.split(os.environ.get("AZULEJO", "./azulejo"))
    options = ["--recipe", RECIPE, "--threads", THREADS, "--overwrite", "--quiet"]
    peer_options = ["--model", MODEL, "--workers", THREADS, "--level", PNG_LEVEL]

    def peer(name: str, *more: str) -> list[str]:
        return [sys.executable, str(HERE / f"peer_{name}.py"), str(source), str(folder / f"{name}.png"), *peer_options, *more]

    return {
        "azulejo": [*azulejo, "enhance", str(source), "-o", str(folder / "azulejo.png"), *options],
        "ort": peer("ort"),
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


def one_round(source: Path, folder: Path, contenders: list[str]) -> dict[str, Used]:
    used = {}
    for name in contenders:
        result = folder / f"{name}.png"
        result.unlink(missing_ok=True)
        used[name] = measured(commands(source, folder)[name])
        if not result.is_file():
            raise SystemExit(f"{name} succeeded without a result")
    return used


def photograph(image: str, path: Path) -> None:
    """Each call makes a file with other bytes and the same pixels, so that nobody can answer from a cache."""
    subprocess.run([sys.executable, HERE / "photographs.py", image, path, f"{time.time_ns()}"], check=True)


def report(rounds: list[dict[str, Used]]) -> dict[str, float]:
    """Prints the medians; returns, for each peer, Azulejo's CPU time divided by the peer's."""

    def median(name: str, field: str) -> float:
        return statistics.median(getattr(used[name], field) for used in rounds)

    print(f"\nmedians of {len(rounds)} rounds")
    for name in rounds[0]:
        cpu, wall, peak = (median(name, field) for field in ("cpu_seconds", "wall_seconds", "peak_mib"))
        print(f"  {name:8} CPU {cpu:8.2f} s   wall {wall:8.2f} s   peak {peak:6.0f} MiB")
    ratios = {}
    for name in rounds[0]:
        if name == "azulejo" or "azulejo" not in rounds[0]:
            continue
        cpu, wall = (median("azulejo", field) / median(name, field) for field in ("cpu_seconds", "wall_seconds"))
        single = [used["azulejo"].cpu_seconds / used[name].cpu_seconds for used in rounds]
        print(f"  azulejo / {name}: CPU {cpu:.3f} (single rounds {min(single):.3f} to {max(single):.3f})   wall {wall:.3f}")
        ratios[name] = cpu
    return ratios


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", nargs="?", choices=["speed", "overhead"], default="speed")
    parser.add_argument("--image", choices=["astronaut", "mosaic"], help="mosaic: 8 megapixels, the default for overhead")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    overhead = options.mode == "overhead"
    image = options.image or ("mosaic" if overhead else "astronaut")
    contenders = ["azulejo", *(["ort"] if overhead else os.environ.get("PEERS", "ort,ncnn").replace(",", " ").split())]
    if os.environ.get("AZULEJO") == "none":
        contenders.remove("azulejo")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photograph("astronaut", folder / "warm-up.png")
        one_round(folder / "warm-up.png", folder, contenders)  # builds what a first start builds, fills the file cache
        rounds = []
        for number in range(1, options.rounds + 1):
            source = folder / f"{number}.png"
            photograph(image, source)
            rounds.append(one_round(source, folder, contenders))
            line = "   ".join(f"{name} {used.cpu_seconds:.2f} s CPU, {used.wall_seconds:.2f} s" for name, used in rounds[-1].items())
            print(f"round {number}: {line}", flush=True)
        ratios = report(rounds)
        for name in contenders[1:]:
            print(f"  {contenders[0]} and {name}: ", end="", flush=True)
            subprocess.run([sys.executable, HERE / "agreement.py", folder / f"{contenders[0]}.png", folder / f"{name}.png"], check=True)
    if overhead and ratios and ratios["ort"] > OVERHEAD_TARGET:
        print(f"above the target of {OVERHEAD_TARGET}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
