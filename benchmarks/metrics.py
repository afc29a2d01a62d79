#!/usr/bin/env python3
"""Speed and memory of `azulejo metrics` beside scikit-image and piq, which measure the same: PSNR, SSIM, MS-SSIM, FSIM, FSIMc, CIEDE2000 of two PNG
files. In a Python with lab/quality/reference/requirements.txt; about a minute for 4 megapixels.

usage: metrics.py [SIDE...]          2000 by default; prints CPU seconds, seconds and MiB of each, and by how many times Azulejo needs less
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parent.parent
PEER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import expect
reference, candidate = (expect.pixels(Path(file)) for file in sys.argv[2:])
one, other = reference @ expect.LUMA, candidate @ expect.LUMA
expect.peak_signal_noise_ratio(reference, candidate, data_range=255)
expect.peak_signal_noise_ratio(one, other, data_range=255)
expect.structural_similarity(one, other, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False)
expect.pytorch_msssim.ms_ssim(expect.tensor(other), expect.tensor(one), data_range=255)
expect.fsim(reference, candidate, False)
expect.fsim(reference, candidate, True)
expect.deltaE_ciede2000(expect.rgb2lab(reference / 255), expect.rgb2lab(candidate / 255)).mean()
"""


def pair(folder: Path, side: int) -> tuple[Path, Path]:
    with Image.open(ROOT / "docs/images/astronaut.png") as image:
        tile = np.asarray(image.convert("RGB"))
    pixels = np.tile(tile, (side // 512 + 1, side // 512 + 1, 1))[:side, :side]
    noise = np.random.default_rng(1).integers(-4, 5, pixels.shape)
    files = folder / "reference.png", folder / "candidate.png"
    for file, samples in zip(files, (pixels, np.clip(pixels + noise, 0, 255))):
        Image.fromarray(samples.astype(np.uint8)).save(file, compress_level=1)
    return files


def cost(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, seconds, MiB at the most."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def main() -> None:
    for side in map(int, sys.argv[1:] or ["2000"]):
        with tempfile.TemporaryDirectory() as folder:
            files = [str(file) for file in pair(Path(folder), side)]
            ours = [str(ROOT / "azulejo"), "metrics", "--json", *files]
            peers = [sys.executable, "-c", PEER, str(ROOT / "lab/quality/reference"), *files]
            cost(ours)  # builds what is not built
            costs = {"azulejo": cost(ours), "peers": cost(peers)}
        for name, (cpu, seconds, memory) in costs.items():
            print(f"{side:6} {name:8} {cpu:8.1f} CPU s {seconds:8.1f} s {memory:8.0f} MiB {side * side / 1e6 / cpu:6.2f} MP per CPU s")
        ratios = [peer / ours for peer, ours in zip(costs["peers"], costs["azulejo"])]
        print(f"{side:6} {'ratio':8} {ratios[0]:8.1f}       {ratios[1]:8.1f}   {ratios[2]:8.1f}")


if __name__ == "__main__":
    main()
