"""Reads what PyTorch saved before version 1.6, without PyTorch: some pickles, then the numbers of all tensors.

A pickle can run anything, so this one may build the three things that tensors are made of and is refused whatever else it asks for.
"""

import pickle
import struct
from collections import OrderedDict
from pathlib import Path

import numpy as np

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
FLOATS = np.dtype("<f4")

Storage = tuple[str, int]  # key and number of floats


class _Tensors(pickle.Unpickler):
    """Gives each tensor as its storage, its first number, its shape and its strides."""

    def find_class(self, module: str, name: str):
        known = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch", "FloatStorage"): "FloatStorage",
            ("torch._utils", "_rebuild_tensor_v2"): lambda storage, first, shape, strides, *_: (storage, first, shape, strides),
        }
        if (module, name) not in known:
            raise pickle.UnpicklingError(f"asks for {module}.{name}: only tensors of 32-bit floats are read")
        return known[module, name]

    def persistent_load(self, told: tuple) -> Storage:
        kind, of, key, _device, length, view = told
        if (kind, of, view) != ("storage", "FloatStorage", None):
            raise pickle.UnpicklingError(f"storage {key} is a {of}, expected plain floats")
        return key, length


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """All tensors of a state, by name."""
    with path.open("rb") as file:
        magic, protocol, system = (_Tensors(file).load() for _ in range(3))
        if magic != MAGIC or protocol != PROTOCOL or not system["little_endian"]:
            raise ValueError(f"{path}: not written by PyTorch's save in its format before version 1.6, little-endian")
        tensors = _Tensors(file).load()
        values = {}
        for key in _Tensors(file).load():
            (length,) = struct.unpack("<q", file.read(8))
            values[key] = np.frombuffer(file.read(length * FLOATS.itemsize), FLOATS, length)
    return {name: _tensor(name, values, *described) for name, described in tensors.items()}


def _tensor(name: str, values: dict[str, np.ndarray], storage: Storage, first: int, shape: tuple, strides: tuple) -> np.ndarray:
    key, length = storage
    plain = np.empty(shape, np.uint8).strides
    if strides != plain or len(values[key]) != length:
        raise ValueError(f"{name}: strides {strides} of shape {shape}, {len(values[key])} floats of {length}")
    count = int(np.prod(shape))
    return values[key][first : first + count].reshape(shape)
