#!/usr/bin/env python3
"""Is auto ever worse than plain interpolation?

Makes 200 damaged pictures of a folder of photographs and of drawings, by a seed: eight kinds, each clean, noisy, JPEG, noisy JPEG, PNG that
was JPEG, and blurred. Enlarges all in one process, and compares the results and Pillow's bicubic with the originals: PSNR over R, G and B
without a border of 8 pixels, and with --stlpips ST-LPIPS. Prints gains over bicubic by kind and damage and the worst ten. Fails where a
picture is worse than bicubic by more than 0.1 dB.

usage: damaged.py FOLDER [--scale 2]          both scales without it; FOLDER may have a set.json, as benchmarks/pictures has
       damaged.py FOLDER --every 5            a fifth of them, in a fifth of the time; --only night a kind or damage
       damaged.py FOLDER --seed 2             200 others, on which nothing was chosen
       damaged.py FOLDER --against OLD        compared with the x2.json and x4.json that an earlier run left in its --out
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

from damage import DAMAGES, KINDS, SEED, Photographs, named, write
from enhance import enhance

HERE = Path(__file__).resolve().parent
BORDER = 8  # pixels that interpolation and models handle as they like
LOSS = 0.1  # dB below bicubic, which fails


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def psnr(original: Image.Image, other: Image.Image) -> float:
    if original.size != other.size:
        raise SystemExit(f"a result has {other.size[0]}x{other.size[1]} pixels, its original {original.size[0]}x{original.size[1]}")
    inner = np.s_[BORDER:-BORDER, BORDER:-BORDER]
    difference = np.asarray(original, np.float64)[inner] - np.asarray(other, np.float64)[inner]
    return float(10 * np.log10(255**2 / max(1e-3, np.mean(difference**2))))


def measured(folder: Path, facts: list[dict], outcomes: dict[str, dict]) -> list[dict]:
    """The facts of each picture with what bicubic and auto make of it, which it also writes into bicubic/."""
    (folder / "bicubic").mkdir(exist_ok=True)
    rows = []
    for fact in facts:
        name = fact["name"]
        original = opened(folder / "originals" / f"{name}.png")
        bicubic = opened(folder / "damaged" / f"{name}.{fact['suffix']}").resize(original.size, Image.Resampling.BICUBIC)
        bicubic.save(folder / "bicubic" / f"{name}.png")
        outcome = outcomes[name]
        base, enhanced = psnr(original, bicubic), psnr(original, opened(outcome["path"]))
        said = {"models": [step["model"] for step in outcome["steps"]], "chosen": outcome.get("chosen", ""), "warnings": outcome["warnings"]}
        rows.append({**fact, "bicubic": round(base, 4), "enhanced": round(enhanced, 4), "gain": round(enhanced - base, 4), **said})
    return rows


def add_stlpips(folder: Path, rows: list[dict]):
    """By a Python of its own, which needs torch: 3 GB, made at its first use."""
    names = "\n".join(row["name"] for row in rows)
    run = subprocess.run([HERE / "stlpips.sh", folder], input=names, stdout=subprocess.PIPE, text=True, check=True)
    for row, (bicubic, enhanced) in zip(rows, json.loads(run.stdout), strict=True):
        row |= {"stlpips_bicubic": round(bicubic, 5), "stlpips": round(enhanced, 5)}


def mean(rows: list[dict], key: str = "gain") -> float:
    return statistics.mean(row[key] for row in rows)


def groups(rows: list[dict]):
    for key, names in (("kind", KINDS), ("damage", DAMAGES)):
        for name in names:
            chosen = [row for row in rows if row[key] == name]
            if chosen:
                yield name, chosen


def table(rows: list[dict]):
    """A line for each kind, a column for each damage: mean gain, and how many are worse than bicubic by more than LOSS."""
    def cell(chosen):
        worse = sum(row["gain"] < -LOSS for row in chosen)
        return f"{mean(chosen):+.2f}" + (f" ({worse})" if worse else "") if chosen else ""

    print(f"{'':12}" + "".join(f"{damage:>13}" for damage in (*DAMAGES, "all")))
    for kind in (*KINDS, "all"):
        of_kind = [row for row in rows if kind in (row["kind"], "all")]
        cells = [cell([row for row in of_kind if damage in (row["damage"], "all")]) for damage in (*DAMAGES, "all")]
        if of_kind:
            print(f"{kind:12}" + "".join(f"{text:>13}" for text in cells))


def described(row: dict) -> str:
    damage = [f"{name} {row[key]:g}" for name, key in (("blur", "blur"), ("noise", "sigma"), ("JPEG", "quality")) if row[key]]
    models = ",".join(row["models"]) or "interpolated"
    return f"{row['gain']:+7.3f}  {row['name']:32} {' '.join(damage) or '-':22} bicubic {row['bicubic']:6.2f}  {models}"


def report(scale: int, rows: list[dict]) -> int:
    """Prints; returns how many are worse than bicubic by more than LOSS."""
    worse = [row for row in rows if row["gain"] < -LOSS]
    print(f"x{scale}: mean gain over bicubic in dB of {len(rows)} pictures (in brackets how many of them are worse by more than {LOSS})")
    table(rows)
    if "stlpips" in rows[0]:
        no_worse = sum(row["stlpips"] <= row["stlpips_bicubic"] for row in rows)
        print(f"x{scale}: ST-LPIPS {mean(rows, 'stlpips'):.4f}, of bicubic {mean(rows, 'stlpips_bicubic'):.4f}; no worse in {no_worse} of {len(rows)}")
    print(f"x{scale}: the worst")
    for row in sorted(rows, key=lambda row: row["gain"])[:10]:
        print("  " + described(row))
    by_models = Counter(",".join(row["models"]) or "interpolated" for row in worse)
    by_whom = "".join(f", {count} by {models}" for models, count in by_models.most_common())
    print(f"x{scale}: {len(worse)} of {len(rows)} are worse than bicubic by more than {LOSS} dB{by_whom}")
    return len(worse)


def compare(scale: int, rows: list[dict], old: Path):
    """Prints by how much each kind and damage gains more than in an earlier run, and which pictures lost more than LOSS."""
    before = {row["name"]: row for row in json.loads((old / f"x{scale}.json" if old.is_dir() else old).read_text())["pictures"]}
    common = [row for row in rows if row["name"] in before]
    other = [row["name"] for row in common if row["sha256"] != before[row["name"]]["sha256"]]
    if other or not common:
        raise SystemExit(f"{old} was measured on other pictures: {len(common)} of {len(rows)} names are in it, {len(other)} of them with other bytes")
    print(f"x{scale}: against {old}, {len(common)} pictures: gain then, now, difference in dB; pictures worse than bicubic then, now")
    for name, chosen in [*groups(common), ("all", common)]:
        then = [before[row["name"]] for row in chosen]
        worse = [sum(row["gain"] < -LOSS for row in some) for some in (then, chosen)]
        print(f"  {name:12} {mean(then):+7.3f} {mean(chosen):+7.3f} {mean(chosen) - mean(then):+7.3f}   {worse[0]:3} {worse[1]:3}")
    changes = [(row["gain"] - before[row["name"]]["gain"], row["name"], row) for row in common]
    for change, _, row in [change for change in sorted(changes, key=lambda change: change[:2]) if change[0] < -LOSS][:10]:
        print(f"  {change:+7.3f} since then: {described(row)}")


def run(scale: int, options: argparse.Namespace) -> int:
    blocks = range(-(-options.count // options.every))
    every = [block * options.every + block % options.every for block in blocks]  # another place in each, or all would be of few kinds
    indexes = [index for index in every if index < options.count and {"all", *named(index)} & set(options.only or ["all"])]
    if not indexes:
        raise SystemExit(f"none of {options.count} pictures is left by --every {options.every} and --only {' '.join(options.only or [])}")
    folder = options.out / f"x{scale}"
    facts = write(Photographs(options.folder, options.seed), folder, indexes, scale, options.seed)
    if options.set_only:
        print(f"{folder}: {len(facts)} pictures")
        return 0
    files = [folder / "damaged" / f"{fact['name']}.{fact['suffix']}" for fact in facts]
    chosen = ["--recipe", options.recipe, "--scale", str(scale), "--precision", options.precision, "--threads", "1"]
    rows = measured(folder, facts, enhance(options.azulejo, files, folder / "results", chosen))
    if options.stlpips:
        add_stlpips(folder, rows)
    document = {"schema": 1, "scale": scale, "recipe": options.recipe, "seed": options.seed, "precision": options.precision, "pictures": rows}
    (options.out / f"x{scale}.json").write_text(json.dumps(document, indent=1) + "\n")
    worse = report(scale, rows)
    if options.against:
        compare(scale, rows, options.against)
    return worse


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--scale", type=int, choices=[2, 4], action="append")
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--only", choices=[*KINDS, *DAMAGES], action="append")
    arguments.add_argument("--azulejo", default=os.environ.get("AZULEJO", "./azulejo"))
    arguments.add_argument("--precision", default="exact")
    arguments.add_argument("--recipe", default="auto")
    arguments.add_argument("--stlpips", action="store_true")
    arguments.add_argument("--against", type=Path)
    arguments.add_argument("--out", type=Path, default=HERE / "target" / "damaged")
    arguments.add_argument("--set-only", action="store_true", help="make the pictures, enlarge nothing")
    options = arguments.parse_args()
    if not options.folder.is_dir() or options.count < 1 or options.every < 1:
        arguments.error(f"{options.folder} must be a folder, --count {options.count} and --every {options.every} at least 1")
    worse = sum(run(scale, options) for scale in options.scale or [2, 4])
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
