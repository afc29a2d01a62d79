"""Reads the tensors of a file that PyTorch wrote before it wrote archives: four pickles, the storages' names, their numbers.

A pickle may name anything that Python can call. This reader knows the three names that tensors need, and refuses every other.
"""

import pickle
import struct
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
FLOATS = "FloatStorage"


class Tensor:
    """Where a tensor's numbers lie. Which numbers, the file says after all tensors."""

    def __init__(self, storage: str, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_):
        self.storage, self.offset, self.shape = storage, offset, shape
        if strides != tuple(int(np.prod(shape[axis + 1 :])) for axis in range(len(shape))):
            raise ValueError(f"a tensor of {shape} with strides {strides} is not stored row by row")

    def of(self, storages: dict[str, np.ndarray]) -> np.ndarray:
        count = int(np.prod(self.shape))
        return storages[self.storage][self.offset : self.offset + count].reshape(self.shape)


class _Reader(pickle.Unpickler):
    KNOWN = {
        ("collections", "OrderedDict"): OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2"): Tensor,
        ("torch", FLOATS): FLOATS,
    }

    def find_class(self, module: str, name: str):
        if (module, name) not in self.KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that tensors need")
        return self.KNOWN[module, name]

    def persistent_load(self, stored: tuple) -> str:
        kind, numbers, name, _device, _count, view = stored
        if (kind, numbers, view) != ("storage", FLOATS, None):
            raise pickle.UnpicklingError(f"{kind} of {numbers}, viewed as {view}: only whole storages of floats are read")
        return name


def tensors(path: Path) -> dict[str, np.ndarray]:
    """By their names, in the file's order, as float32."""
    with path.open("rb") as file:
        if (magic := _Reader(file).load()) != MAGIC:
            raise ValueError(f"{path}: starts with {magic!r}, expected PyTorch's {MAGIC:#x}")
        if (protocol := _Reader(file).load()) != PROTOCOL:
            raise ValueError(f"{path}: protocol {protocol}, expected {PROTOCOL}")
        _Reader(file).load()  # of the machine that wrote it: the order of its bytes, which is the same on all
        named = _Reader(file).load()
        storages = dict(_storages(file, _Reader(file).load()))
        if file.read(1):
            raise ValueError(f"{path}: {file.tell() - 1} bytes were read, and more follow")
    return {name: tensor.of(storages) for name, tensor in named.items()}


def _storages(file: BinaryIO, names: list[str]) -> Iterator[tuple[str, np.ndarray]]:
    for name in names:
        (count,) = struct.unpack("<q", file.read(8))
        yield name, np.frombuffer(file.read(4 * count), "<f4", count)
