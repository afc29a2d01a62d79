"""Makes the ONNX file of each model in models.json from an unpacked wheel, and compares it with the SHA-256 on its card.

usage: convert.py UNPACKED MODELS [--write]     --write replaces the files in MODELS; without it nothing is touched
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from graph import Graph
from layers import Translation, translate
from ncnn import Weights, read_layers


def convert(param: Path, name: str, properties: dict[str, str]) -> bytes:
    translation = Translation(Graph(), Weights(param.with_suffix(".bin")))
    layers = read_layers(param)
    for layer in layers:
        translate(translation, layer)
    translation.weights.require_end()
    return translation.graph.model(name, layers[-1].outputs[0], properties).SerializeToString()


def matches_card(converted: bytes, model: Path, write: bool) -> bool:
    weights = json.loads((model / "card.json").read_text())["weights"]
    digest = hashlib.sha256(converted).hexdigest()
    same = digest == weights["sha256"] and len(converted) == weights["bytes"]
    print(f"{model.name}: {len(converted)} bytes, {digest}: {'as on the card' if same else 'NOT as on the card'}")
    if write and same:
        (model / weights["file"]).write_bytes(converted)
    return same and (model / weights["file"]).read_bytes() == converted


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("unpacked", type=Path, help="folder with the unpacked wheels")
    arguments.add_argument("models", type=Path, help="folder with a folder per model")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    recipes = json.loads((Path(__file__).parent / "models.json").read_text())
    results = []
    for model, recipe in recipes.items():
        converted = convert(options.unpacked / recipe["param"], recipe["graph"], recipe["properties"])
        results.append(matches_card(converted, options.models / model, options.write))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
