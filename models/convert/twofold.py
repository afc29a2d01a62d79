"""Writes the model with which the launcher's start cache rehearses a photograph: twofold by linear interpolation, which
takes next to no time: twofold.py FOLDER."""

import hashlib
import json
import sys
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

CARD = {
    "schema": 1,
    "id": "twofold",
    "version": "1",
    "description": "Enlarges twofold by linear interpolation: a stand-in for a model, where pixels are not the point.",
    "task": "enlarge",
    "weights": {
        "file": "model.onnx",
        "sha256": "",
        "bytes": 0,
        "licence": "Apache-2.0",
        "origin": "Azulejo; it has no weights",
        "source": "models/convert/twofold.py",
    },
    "input": {"name": "input", "layout": "NCHW", "channels": 3, "colour": "RGB", "range": [0.0, 1.0]},
    "output": {"name": "output", "layout": "NCHW", "channels": 3, "colour": "RGB", "range": [0.0, 1.0]},
    "scale": 2,
    "alignment": 1,
    "receptiveField": {"kind": "radius", "px": 21},
    "boundary": "zero",
    "guardMargin": 0.14,
    "precision": ["fp32"],
    "bestSide": {"cpu": 480},
    "bytesPerInputPixel": 150,
    "outputMegapixelsPerSecond": {"cpu-core": 50},
    "quality": [],
}


def graph():
    scales = numpy_helper.from_array(numpy.array([1, 1, 2, 2], numpy.float32), "scales")
    resize = helper.make_node("Resize", ["input", "", "scales"], ["output"], mode="linear")
    put_in = helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, "h", "w"])
    put_out = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["n", 3, "H", "W"])
    return helper.make_graph([resize], "twofold", [put_in], [put_out], [scales])


def main(folder):
    model = helper.make_model(graph(), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    weights = model.SerializeToString()
    card = dict(CARD)
    card["weights"] = CARD["weights"] | {"sha256": hashlib.sha256(weights).hexdigest(), "bytes": len(weights)}
    (folder / "model.onnx").write_bytes(weights)
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
