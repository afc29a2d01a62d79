"""Runs what was converted on a small picture by onnx's own evaluator."""

import numpy as np
from onnx import ModelProto, helper
from onnx.reference import ReferenceEvaluator

from graph import INPUT
from shrink import SIDES, shrunk

PICTURE_SIDE = 60
WHITE = 255
SHRUNK_ON = (SIDES, SIDES[:2], SIDES[2:3])


def require_same(plain: ModelProto, fast: ModelProto) -> float:
    """By how many grey levels the graphs' results differ. More than a tenth is an error."""
    was, made = _results(plain), _results(fast)
    levels = max(WHITE * float(np.abs(before - after).max()) for before, after in zip(was, made, strict=True))
    if not levels < 0.1:
        raise ValueError(f"the graph written for the runtime differs by {levels:.3g} grey levels from the plain one")
    return levels


def require_shrinks(model: ModelProto, px: int) -> float:
    """By how many grey levels the result differs from the whole one without what lies `px` from its sides, if the model is told that
    some of these lie inside the image. More than a hundredth is an error: the evaluator's sums depend a little on a map's size."""
    whole, levels = _results(model)[0], 0.0
    for inside in SHRUNK_ON:
        cut = px * whole.shape[2] // PICTURE_SIDE
        top, left, bottom, right = (cut if side in inside else 0 for side in SIDES)
        expected = whole[:, :, top : whole.shape[2] - bottom, left : whole.shape[3] - right]
        answer = _results(shrunk(model, inside))[0]
        if answer.shape != expected.shape:
            raise ValueError(f"with {', '.join(inside)} inside the image the result is {answer.shape}, expected {expected.shape}")
        levels = max(levels, WHITE * float(np.abs(answer - expected).max()))
    if not levels < 0.01:
        raise ValueError(f"inside the image the result differs by {levels:.3g} grey levels")
    return levels


def _results(model: ModelProto) -> list[np.ndarray]:
    across, down = np.meshgrid(np.arange(PICTURE_SIDE), np.arange(PICTURE_SIDE))
    waves = [0.5 + 0.2 * np.sin(across / (3 + channel)) + 0.2 * np.cos(down / (4 + channel)) for channel in range(3)]
    told = {INPUT: np.array([waves], np.float32)}
    for tensor in model.graph.input[1:]:
        shape = [side.dim_value or 1 for side in tensor.type.tensor_type.shape.dim]
        told[tensor.name] = np.full(shape, 0.05, helper.tensor_dtype_to_np_dtype(tensor.type.tensor_type.elem_type))
    return ReferenceEvaluator(model).run(None, told)
