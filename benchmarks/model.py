"""A model card and its ONNX file, run by ONNX Runtime with one thread per run."""

import json
from pathlib import Path

import numpy as np
import onnxruntime

from tiles import tile_halo

FOLDER = Path(__file__).resolve().parent.parent / "models"


class Model:
    def __init__(self, model_id: str):
        self.card = json.loads((FOLDER / model_id / "card.json").read_text())
        self.scale: int = self.card["scale"]
        self.halo: int = self.card["receptiveField"]["px"]
        self.tile_halo = tile_halo(self.card)
        self.best_side: int = self.card["bestSide"]["cpu"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        path = FOLDER / model_id / self.card["weights"]["file"]
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, batch: np.ndarray) -> np.ndarray:
        return self.session.run([self.card["output"]["name"]], {self.card["input"]["name"]: batch})[0]


def to_tensor(pixels: np.ndarray) -> np.ndarray:
    """Rows of RGB bytes → one batch of float32, NCHW, 0..1."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def to_pixels(batch: np.ndarray) -> np.ndarray:
    """The reverse; values outside 0..1 are clamped, others rounded to the nearest grey level."""
    return (np.clip(batch[0], 0, 1) * 255 + 0.5).astype(np.uint8).transpose(1, 2, 0)
