"""What both peers share: how a careful Python programmer would enlarge an image tile by tile.

Buffers are allocated once per worker, results are written straight into the image, and PNG rows are filtered (Up) and deflated
in bands, which costs half of what Pillow's encoder does.
"""

import argparse
import zlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from tiles import Geometry, Tile, tiles

ROWS_PER_BAND = 256
UP = 2


@dataclass(frozen=True)
class Peer:
    """One worker's share of an engine."""

    planes: np.ndarray  # the padded tile: three planes of float32 in 0..1, filled anew for each
    upscale: Callable[[], np.ndarray]  # runs the model on `planes`; what it returns may be overwritten


def enlarge(
    source: np.ndarray, scale: int, cut: Geometry, workers: int, peer: Callable[[int, int], Peer]
) -> np.ndarray:
    height, width = source.shape[:2]
    source = np.pad(source, ((0, cut.extended(height) - height), (0, cut.extended(width) - width), (0, 0)), "reflect")
    result = np.empty((height * scale, width * scale, 3), np.uint8)
    waiting = deque(tiles(width, height, cut))
    padded = source[waiting[0].down.padded(), waiting[0].across.padded()].shape

    def work(own: Peer) -> None:
        while waiting:
            try:
                tile = waiting.popleft()
            except IndexError:  # another worker took the last one
                return
            enlarge_tile(source, result, tile, scale, own)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, [peer(padded[0], padded[1]) for _ in range(workers)]))
    return result


def enlarge_tile(source: np.ndarray, result: np.ndarray, tile: Tile, scale: int, peer: Peer) -> None:
    pixels = source[tile.down.padded(), tile.across.padded()]
    np.divide(pixels.transpose(2, 0, 1), np.float32(255), out=peer.planes, dtype=np.float32)
    kept = peer.upscale()[:, tile.down.kept(scale), tile.across.kept(scale)]
    np.clip(kept, 0, 1, out=kept)
    kept *= 255
    kept += 0.5
    result[tile.down.interior(scale), tile.across.interior(scale)] = kept.transpose(1, 2, 0)


def write_png(path: Path, pixels: np.ndarray, level: int) -> None:
    height, width = pixels.shape[:2]
    rows = pixels.reshape(height, -1)
    band = np.empty((ROWS_PER_BAND, 1 + rows.shape[1]), np.uint8)
    band[:, 0] = UP
    deflater = zlib.compressobj(level)
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        write_chunk(file, b"IHDR", width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0]))
        for top in range(0, height, ROWS_PER_BAND):
            filtered = band[: min(ROWS_PER_BAND, height - top)]
            above = rows[top - 1] if top else np.uint8(0)
            np.subtract(rows[top], above, out=filtered[0, 1:])
            np.subtract(rows[top + 1 : top + len(filtered)], rows[top : top + len(filtered) - 1], out=filtered[1:, 1:])
            write_chunk(file, b"IDAT", deflater.compress(filtered))
        write_chunk(file, b"IDAT", deflater.flush())
        write_chunk(file, b"IEND", b"")


def write_chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    file.write(len(data).to_bytes(4) + kind + data + zlib.crc32(data, zlib.crc32(kind)).to_bytes(4))


def arguments(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("source", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--models", default="span-x2", help="one after another on each tile, as a,b")
    parser.add_argument("--tile", type=int, help="longest side of a tile; the first model's best one by default")
    parser.add_argument("--noise", type=float, default=0, help="levels that a denoiser is told of")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--level", type=int, default=1, help="of the PNG's deflater")
    return parser


def read_image(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB") if image.mode != "RGB" else image)
