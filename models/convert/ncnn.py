"""Reads ncnn's two files: `.param` (the graph, as text) and `.bin` (the weights, in the graph's order)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAGIC = "7767517"
ARRAY_KEY = -23300  # "-23309=2,0.1,0.2" is the array with key 9: ncnn's way to tell arrays from scalars
FLOAT32_TAG = 0
FLOAT16_TAG = 0x01306B47


@dataclass(frozen=True)
class Layer:
    kind: str
    name: str
    inputs: list[str]
    outputs: list[str]
    parameters: dict[int, int | float | list]

    def get(self, key: int, default=0):
        return self.parameters.get(key, default)


def read_layers(path: Path) -> list[Layer]:
    magic, _counts, *lines = path.read_text().splitlines()
    if magic.strip() != MAGIC:
        raise ValueError(f"{path}: starts with {magic!r}, expected ncnn's {MAGIC}")
    return [_layer(line.split()) for line in lines if line.strip()]


def _layer(words: list[str]) -> Layer:
    kind, name, input_count, output_count = words[0], words[1], int(words[2]), int(words[3])
    blobs, settings = words[4 : 4 + input_count + output_count], words[4 + input_count + output_count :]
    return Layer(kind, name, blobs[:input_count], blobs[input_count:], dict(map(_parameter, settings)))


def _parameter(setting: str) -> tuple[int, int | float | list]:
    key, _, value = setting.partition("=")
    if int(key) <= ARRAY_KEY:
        return ARRAY_KEY - int(key), [_number(part) for part in value.split(",")[1:]]
    return int(key), _number(value)


def _number(text: str) -> int | float:
    return float(text) if any(mark in text for mark in ".eEn") else int(text)  # n: nan


class Weights:
    """A cursor over the `.bin` file. What is not read to its last byte was not understood: see `require_end`."""

    def __init__(self, path: Path):
        self._path = path
        self._bytes = path.read_bytes()
        self._position = 0

    def plain(self, count: int) -> np.ndarray:
        return self._take("<f4", count)

    def tagged(self, count: int) -> np.ndarray:
        """Weights that say how they are stored; always returned as float32, to which float16 converts exactly."""
        tag = int(self._take("<u4", 1)[0])
        if tag == FLOAT32_TAG:
            return self._take("<f4", count)
        if tag == FLOAT16_TAG:
            values = self._take("<f2", count)
            self._position += -self._position % 4
            return values.astype(np.float32)
        raise ValueError(f"{self._path}: weights with tag {tag:#x}; only float32 and float16 are supported")

    def require_end(self) -> None:
        if self._position != len(self._bytes):
            raise ValueError(f"{self._path}: {self._position} of {len(self._bytes)} bytes were read")

    def _take(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._bytes, dtype, count, self._position)
        self._position += values.nbytes
        return values
