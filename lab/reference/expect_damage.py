"""Writes what NumPy, SciPy, Pillow and OpenCV make of a picture, for DamageReferenceTest. By hand alone:

    python3 -m venv venv && venv/bin/pip install -r lab/reference/requirements.txt
    venv/bin/python lab/reference/expect_damage.py lab/src/test/resources/dev/azulejo/lab/damage

Each file holds little-endian floats, three planes of a picture; its name has the sides.
"""
import io
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from scipy import ndimage, special

OUT = Path(sys.argv[1])
W, H = 40, 28


def picture():
    """Soft colours with an edge and fine texture, in levels of 255, whole numbers."""
    y, x = np.mgrid[0:H, 0:W].astype(np.float64)
    planes = [
        128 + 90 * np.sin(x / 5) * np.cos(y / 7) + 20 * ((x + y) % 3 == 0),
        90 + 3 * x + 30 * (x > 20),
        60 + 5 * y + 50 * (((x // 4) + (y // 4)) % 2),
    ]
    return np.clip(np.round(np.stack(planes)), 0, 255)


def write(name, planes):
    _, height, width = planes.shape
    (OUT / f"{name}-{width}x{height}.f32").write_bytes(planes.astype("<f4").tobytes())


def mixed(planes, kernel):
    kernel = kernel / kernel.sum()
    return np.stack([ndimage.correlate(p, kernel, mode="mirror") for p in planes])


def grid(radius):
    return np.mgrid[-radius : radius + 1, -radius : radius + 1].astype(np.float64)


def gaussian(along, across, turn):
    y, x = grid(int(np.ceil(3 * max(along, across))))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    covariance = rotation @ np.diag([along**2, across**2]) @ rotation.T
    inverse = np.linalg.inv(covariance)
    points = np.stack([x, y], -1)
    return np.exp(-0.5 * np.einsum("...i,ij,...j", points, inverse, points))


def defocus(radius):
    """The share of each pixel that lies in a disk, by 200² points instead of 16²."""
    r = int(np.ceil(radius))
    fine = (np.arange(200) + 0.5) / 200 - 0.5
    y, x = grid(r)
    shares = np.zeros_like(x)
    for dy in fine:
        for dx in fine:
            shares += (x + dx) ** 2 + (y + dy) ** 2 <= radius**2
    return shares


def motion(length, turn):
    """A line, by 20,000 points that are shared among the four nearest pixels."""
    r = int(np.ceil(length / 2)) + 1
    y, x = grid(r)
    kernel = np.zeros_like(x)
    for t in (np.arange(20000) + 0.5) / 20000 - 0.5:
        px, py = t * length * np.cos(turn), t * length * np.sin(turn)
        kernel += np.clip(1 - np.abs(x - px), 0, 1) * np.clip(1 - np.abs(y - py), 0, 1)
    return kernel


def sinc(cut_off, radius):
    y, x = grid(radius)
    distance = np.hypot(x, y)
    with np.errstate(all="ignore"):
        kernel = cut_off * special.j1(cut_off * distance) / (2 * np.pi * distance)
    kernel[radius, radius] = cut_off**2 / (4 * np.pi)
    return kernel


def resized(planes, width, height, name):
    how = getattr(Image.Resampling, name)
    return np.stack([np.asarray(Image.fromarray(p.astype(np.float32)).resize((width, height), how)) for p in planes])


def coded(planes, form, **options):
    """Through a file, as Pillow writes and reads it."""
    file = io.BytesIO()
    Image.fromarray(planes.transpose(1, 2, 0).astype(np.uint8)).save(file, form, **options)
    return np.asarray(Image.open(file).convert("RGB")).transpose(2, 0, 1).astype(np.float64)


def demosaicked(planes):
    """OpenCV's bilinear demosaicking of a sensor with red and green in even rows."""
    seen = np.zeros((H, W), np.uint16)
    for y in range(H):
        for x in range(W):
            seen[y, x] = planes[(x & 1) + (y & 1)][y, x] * 256
    return cv2.demosaicing(seen, cv2.COLOR_BayerBG2RGB).transpose(2, 0, 1) / 256


planes = picture()
write("picture", planes)
write("isotropic", mixed(planes, gaussian(1.3, 1.3, 0)))
write("anisotropic", mixed(planes, gaussian(2.1, 0.8, 0.6)))
write("defocus", mixed(planes, defocus(2.6)))
write("motion", mixed(planes, motion(7, 0.5)))
write("sinc", mixed(planes, sinc(np.pi / 1.5, 10)))
for filter in ("box", "bilinear", "bicubic", "lanczos"):
    write(f"{filter}-smaller", resized(planes, 17, 11, filter.upper()))
    write(f"{filter}-larger", resized(planes, 63, 50, filter.upper()))
blurred = mixed(planes, gaussian(1.2, 1.2, 0))
write("sharpen", np.clip(planes + 1.5 * (planes - blurred), 0, 255))
write("demosaic", demosaicked(planes))
write("jpeg", coded(planes, "JPEG", quality=60, subsampling=0))
write("jpeg-subsampled", coded(planes, "JPEG", quality=60, subsampling=2))
write("webp", coded(planes, "WEBP", quality=60))
