"""A model card and its ONNX file, run by ONNX Runtime with one thread per run."""

import json
import os
from pathlib import Path

import numpy as np
import onnxruntime

from tiles import Geometry, geometry

FOLDER = Path(__file__).resolve().parent.parent / "models"
PULLED = Path(os.environ.get("PULLED", FOLDER))  # holds MODEL/model.onnx of the models whose weights are not in models/
PLAIN = os.environ.get("PLAIN")  # holds MODEL.onnx of graphs that were not written for the runtime (models/convert/run.sh --plain)
SIGMA = 0.05  # the noise that a denoiser is told of here


class Model:
    def __init__(self, model_id: str):
        self.card = json.loads((FOLDER / model_id / "card.json").read_text())
        self.scale: int = self.card["scale"]
        field = self.card["receptiveField"]
        self.is_exact = field["kind"] == "radius"
        self.halo: int = field["px"] if self.is_exact else field["haloPx"]
        self.alignment: int = self.card["alignment"]
        self.best_side: int = self.card["bestSide"]["cpu"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        path = (PULLED if self.card["weights"].get("pulled") else FOLDER) / model_id / self.card["weights"]["file"]
        if PLAIN:
            path = Path(PLAIN) / f"{model_id}.onnx"
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.told = self._told_nothing()  # what the model must be told of the whole image, by the name of its input

    @property
    def geometry(self) -> Geometry:
        return geometry([self.card])

    def fit(self, sample: np.ndarray) -> None:
        """Takes the means of a pooling model over `sample`, which stands for the whole image."""
        for condition in self.card.get("conditions", []):
            if condition["kind"] == "pooled":
                told = {**self._told_nothing(), self.card["input"]["name"]: sample}
                (means,) = self.session.run([condition["output"]], told)
                self.told = {condition["given"]: np.array([True]), condition["input"]: means}

    def tell_noise(self, deviation: float) -> None:
        for condition in self.card.get("conditions", []):
            if condition["kind"] == "noise":
                self.told[condition["input"]] = np.full((1, 1, 1, 1), deviation, np.float32)

    def run(self, batch: np.ndarray) -> np.ndarray:
        inputs = {self.card["input"]["name"]: batch, **self.told}
        return self.session.run([self.card["output"]["name"]], inputs)[0]

    def _told_nothing(self) -> dict[str, np.ndarray]:
        """A pooling model then pools over what it sees; a denoiser always wants to know."""
        told = {}
        for condition in self.card.get("conditions", []):
            if condition["kind"] == "pooled":
                told[condition["given"]] = np.array([False])
                told[condition["input"]] = np.zeros((1, condition["channels"], 1, 1), np.float32)
            if condition["kind"] == "noise":
                told[condition["input"]] = np.full((1, 1, 1, 1), SIGMA, np.float32)
        return told


def to_tensor(pixels: np.ndarray) -> np.ndarray:
    """Rows of RGB bytes → one batch of float32, NCHW, 0..1."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def to_pixels(batch: np.ndarray) -> np.ndarray:
    """The reverse; values outside 0..1 are clamped, others rounded to the nearest grey level."""
    return (np.clip(batch[0], 0, 1) * 255 + 0.5).astype(np.uint8).transpose(1, 2, 0)


def extended(batch: np.ndarray, alignment: int) -> np.ndarray:
    """Mirrored to the right and below, to sides that are multiples of `alignment`."""
    height, width = batch.shape[2:]
    return np.pad(batch, ((0, 0), (0, 0), (0, -height % alignment), (0, -width % alignment)), "reflect")
