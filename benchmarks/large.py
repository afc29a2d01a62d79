"""What images take: memory.sh, recipes-memory.sh, scaling.sh and estimates.sh. The sources are made by azulejo itself, from a
photograph in docs/images; AZULEJO is the command to measure, THREADS how many it uses (2)."""

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHOTOGRAPH = ROOT / "docs/images/astronaut.png"
AZULEJO = os.environ.get("AZULEJO", str(ROOT / "azulejo")).split()
THREADS = os.environ.get("THREADS", "2")
FOLDER = Path(os.environ.get("FOLDER", ROOT / "target/large"))
ENGINES = ("openvino", "engines.json")  # in the cache folder
MEGABYTE = 1e6
MOST_RATIO = 1.15
MOST_MEGABYTES = 900
FLAT = 0.10
FLAT_ABOVE_MEGAPIXELS = 4
HONEST = 0.25
RECIPES = ("auto", "photo-x2", "photo-x4", "restore-x4", "anime-x2", "anime-x4", "dejpeg", "denoise", "detail-x4", "resize")
SIZES = {"0.25": (600, 400), "12": (4000, 3000), "48": (8000, 6000)}
BUDGET_MEGABYTES = 1000
OVER_PLAN = 1.10
WHOLE_SECONDS = 60
ANY_SIZE = ("--max-result-pixels", "20G", "--max-result-bytes", "200G")


def azulejo(*arguments):
    """Runs a command in a cache of its own, so that no job is answered from an earlier run."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(FOLDER / "cache"), "AZULEJO_LIBVIPS": libvips()}
    run = subprocess.run([*AZULEJO, *map(str, arguments)], env=environment, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: {run.stderr.strip()}")
    return run.stdout


def libvips():
    """The one that is named, or that the user's cache holds: the run has a cache without any."""
    named = os.environ.get("AZULEJO_LIBVIPS")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return named or next(map(str, cache.glob("azulejo/libvips/*/libvips")), "")


def enhance(source, result, *options):
    """@return cpuSeconds, peakMemoryBytes and others of the run"""
    out = azulejo("enhance", source, "-o", result, "--threads", THREADS, "--overwrite", "--json", *options)
    return json.loads(out.splitlines()[-1])["totals"]


def source(side, kind):
    path = FOLDER / f"source-{side}.{kind}"
    if not path.exists():
        print(f"making {path.name}", file=sys.stderr, flush=True)
        enhance(PHOTOGRAPH, path, "--recipe", "resize", "--width", side, "--height", side)
    return path


def fresh():
    """Each measurement starts without what others have left, but for engines that were fetched and measured."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for left in (FOLDER / "cache/azulejo").glob("*"):
        if left.name not in ENGINES:
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def peak(side, kind_in, kind_out):
    fresh()
    result = FOLDER / f"result.{kind_out}"
    totals = enhance(source(side // 2, kind_in), result, "--recipe", "resize", "--width", side, "--height", side)
    result.unlink()
    return totals["peakMemoryBytes"] / MEGABYTE


def memory(small, large):
    fresh()
    small, large = int(small), int(large)
    print("| source | result | peak, MB, %d² to %d² | peak, MB, %d² to %d² | ratio |" % (small // 2, small, large // 2, large))
    print("|---|---|---|---|---|")
    good = True
    for kind_in, kind_out in (("jpg", "png"), ("jpg", "jpg"), ("jpg", "tif"), ("png", "png"), ("tif", "png")):
        before, after = peak(small, kind_in, kind_out), peak(large, kind_in, kind_out)
        good = good and after / before <= MOST_RATIO and after <= MOST_MEGABYTES
        print(f"| {kind_in} | {kind_out} | {before:.0f} | {after:.0f} | {after / before:.2f} |", flush=True)
    return good


def recipes(*names):
    """Peak of the process by recipe and size, beside what plan says. Where the models would take more than
    WHOLE_SECONDS of CPU, the run is killed after TILES tiles: by then the source is decoded and cut, and each thread has had
    its tiles twice; what strips take is then that of `resize` for a result as large."""
    fresh()
    tiles = int(os.environ.get("TILES", "6"))
    print("| recipe | megapixels | plan, MB | peak, MB | of plan | measured |\n|---|---|---|---|---|---|")
    good = True
    for recipe in [name for given in names for name in given.split()] or RECIPES:
        for megapixels in os.environ.get("MEGAPIXELS", " ".join(SIZES)).split():
            width, height = SIZES[megapixels]
            path = FOLDER / f"photograph-{width}.jpg"
            if not path.exists():
                size = ["--width", width, "--height", height, "--fit", "cover", "--quality", 75]
                enhance(PHOTOGRAPH, path, "--recipe", "resize", *size)
            shutil.rmtree(FOLDER / "cache", ignore_errors=True)
            if not weights(recipe):
                print(f"{recipe} is left out: bring its weights with azulejo models pull", file=sys.stderr)
                break
            order = [path, "--recipe", recipe, "--threads", THREADS, "--format", "png", *doubled(recipe, width, height)]
            said = azulejo("plan", *order)
            seconds, mebibytes = re.search(r"\((\d+) s of CPU\), (\d+) MiB", said).groups()
            foreseen = int(mebibytes) * 1.048576
            whole = int(seconds) <= WHOLE_SECONDS
            peak, done = peak_after(None if whole else tiles, *order)
            good = good and peak <= OVER_PLAN * foreseen and peak <= BUDGET_MEGABYTES
            how = "whole run" if whole else f"stopped after {done} tiles"
            print(f"| {recipe} | {megapixels} | {foreseen:.0f} | {peak:.0f} | {peak / foreseen:.2f} | {how} |", flush=True)
    return good


def weights(recipe):
    """Whether those are at hand that are brought on demand; they come from the user's cache into that of the run."""
    pulled = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "azulejo/models"
    if recipe.startswith("detail") and pulled.exists():
        (FOLDER / "cache/azulejo").mkdir(parents=True)
        (FOLDER / "cache/azulejo/models").symlink_to(pulled)
    return pulled.exists() or not recipe.startswith("detail")


def peak_after(tiles, *order):
    """The peak in MB, and after how many tiles; of a whole run where `tiles` is None."""
    trace, result = FOLDER / "trace", FOLDER / "result.png"
    trace.unlink(missing_ok=True)
    result.unlink(missing_ok=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(FOLDER / "cache"), "AZULEJO_LIBVIPS": libvips()}
    words = [*AZULEJO, "enhance", *map(str, order), "-o", str(result), "--overwrite", "--quiet", "--trace", str(trace)]
    run = subprocess.Popen(words, env=environment)
    peak = done = 0
    while run.poll() is None and (tiles is None or done < tiles):
        time.sleep(0.05)
        peak = max(peak, resident_peak(run.pid))
        done = len(trace.read_bytes().splitlines()) if trace.exists() else 0
    if run.poll() is None:
        peak = max(peak, resident_peak(run.pid))
        run.send_signal(signal.SIGKILL)
    elif run.wait():
        sys.exit(f"{' '.join(words)} ended with {run.returncode}")
    run.wait()
    return peak, done


def resident_peak(pid):
    """VmHWM of a process, in MB; the launcher has become Java's process by then."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found.group(1)) * 1024 / MEGABYTE if found else 0


def start(recipe):
    """CPU seconds of a run for next to no pixels; one before it fetches what there is to fetch."""
    for _ in range(2):
        fresh()
        totals = enhance(source(64, "jpg"), FOLDER / "start.png", "--recipe", recipe, *doubled(recipe, 64))
    return totals["cpuSeconds"]


def doubled(recipe, width, height=None):
    return ["--width", 2 * width, "--height", 2 * (height or width)] if recipe == "resize" else []


def scaling(recipe, *sides):
    """Flat must be what comes on top of the start, which is that of any run. Each size is measured before and after the
    next larger one, so that none alone has an hour in which the machine is slow, and the small ones often."""
    sides = [int(side) for given in sides for side in given.split()]
    seconds = {side: [] for side in sides}
    started = start(recipe)
    print(f"{recipe}: {started:.1f} CPU s for a run of next to no pixels\n")
    print("| source | megapixels | CPU s | CPU s per megapixel | beside the start | peak, MB |\n|---|---|---|---|---|---|")
    for side in ruled(sides):
        fresh()
        result = FOLDER / "result.png"
        totals = enhance(source(side, "jpg"), result, "--recipe", recipe, *ANY_SIZE, *doubled(recipe, side))
        result.unlink()
        megapixels = side * side / 1e6
        seconds[side].append((totals["cpuSeconds"] - started) / megapixels)
        print(
            f"| {side}×{side} | {megapixels:g} | {totals['cpuSeconds']:.1f} | {totals['cpuSeconds'] / megapixels:.3f}"
            f" | {seconds[side][-1]:.3f}"
            f" | {totals['peakMemoryBytes'] / MEGABYTE:.0f} |",
            flush=True,
        )
    points = [(side * side / 1e6, statistics.median(seconds[side])) for side in sides]
    plot = ROOT / f"target/scaling-{recipe}.svg"
    plot.parent.mkdir(exist_ok=True)
    plot.write_text(svg(recipe, points))
    print(f"\nplot: {plot}")
    large = [cost for megapixels, cost in points if megapixels >= FLAT_ABOVE_MEGAPIXELS]
    if not large:
        return True
    spread = max(large) / min(large) - 1
    print(f"above {FLAT_ABOVE_MEGAPIXELS} megapixels the dearest costs {spread:.1%} more than the cheapest")
    return spread <= 2 * FLAT  # within 10 % of the middle


def ruled(sides):
    """As the marks of a ruler are long: 1 2 1 3 1 2 1."""
    return ruled(sides[:-1]) + sides[-1:] + ruled(sides[:-1]) if sides else []


def svg(recipe, points):
    """Seconds over megapixels, the latter on a logarithmic axis."""
    from math import log10

    width, height, left, bottom = 640, 320, 60, 40
    first, last = log10(min(x for x, _ in points)), log10(max(x for x, _ in points))
    most = 1.15 * max(y for _, y in points)

    def at(x, y):
        share = (log10(x) - first) / (last - first or 1)
        return left + share * (width - left - 20), height - bottom - y / most * (height - bottom - 30)

    line = " ".join("%.1f,%.1f" % at(*point) for point in points)
    marks = "".join(
        f'<circle cx="{at(x, y)[0]:.1f}" cy="{at(x, y)[1]:.1f}" r="4" fill="#06c"/>'
        f'<text x="{at(x, y)[0]:.1f}" y="{at(x, y)[1] - 10:.1f}" text-anchor="middle">{y:.2f}</text>'
        f'<text x="{at(x, y)[0]:.1f}" y="{height - bottom + 16}" text-anchor="middle">{x:g}</text>'
        for x, y in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif"'
        f' font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<path d="M{left} 20V{height - bottom}H{width - 10}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/>{marks}'
        f'<text x="{left}" y="14">{recipe}: CPU seconds for each megapixel of the source, beside the start</text>'
        f'<text x="{width - 10}" y="{height - 6}" text-anchor="end">megapixels of the source</text></svg>\n'
    )


def estimates(recipe):
    fresh()
    sides = {"0.25": 512, "1": 1024, "4": 2048}
    sources = {name: source(side, "jpg") for name, side in sides.items()}
    fresh()
    enhance(sources["1"], FOLDER / "first.png", "--recipe", recipe)
    print("| megapixels | foreseen, CPU s | took, CPU s | off | memory foreseen, MB | peak, MB | off |\n|---|---|---|---|---|---|---|")
    good = True
    for name, path in sources.items():
        said = azulejo("plan", path, "--recipe", recipe, "--threads", THREADS, "--format", "png")
        foreseen, mebibytes = re.search(r"\((\d+) s of CPU\), (\d+) MiB", said).groups()
        totals = enhance(path, FOLDER / f"other-{name}.png", "--recipe", recipe)
        took, peak = totals["cpuSeconds"], totals["peakMemoryBytes"] / MEGABYTE
        off, memory_off = int(foreseen) / took - 1, int(mebibytes) * 1.048576 / peak - 1
        good = good and abs(off) <= HONEST
        print(
            f"| {name} | {foreseen} | {took:.1f} | {off:+.0%} | {int(mebibytes) * 1.048576:.0f} | {peak:.0f}"
            f" | {memory_off:+.0%} |",
            flush=True,
        )
    return good


if __name__ == "__main__":
    command = {"memory": memory, "recipes": recipes, "scaling": scaling, "estimates": estimates}[sys.argv[1]]
    sys.exit(0 if command(*sys.argv[2:]) else 1)
