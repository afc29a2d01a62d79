"""What Azulejo changes in a model's file where a tile lies inside the image: there nothing is padded, and the answer ends sooner.

A convolution that does not pad computes nothing of what a tile's halo would have thrown away. Only the sides on which the tile
meets the image's border keep their padding. The file's length stays, so that it is changed in place: this is what Java does too.
Where it always pads, it takes copies and products in the place of convolutions that only crop, which it knows by what they are called.
"""

from collections.abc import Collection

from onnx import ModelProto

COPIED, HALVED = "Copied", "Halved"  # what convolutions are called that only crop: times 1 and 1/2 where they pad
SIDES = ("top", "left", "bottom", "right")  # the order in which ONNX has the pads of a convolution


def outside(side: str) -> str:
    """The constant that says how far the image is continued beyond this side, for a graph that does so itself."""
    return f"outside_{side}"


def shrunk(model: ModelProto, inside: Collection[str]) -> ModelProto:
    """The model for a tile whose sides `inside` lie inside the image."""
    made = ModelProto()
    made.CopyFrom(model)
    for node in made.graph.node:
        for pads in (each.ints for each in node.attribute if node.op_type == "Conv" and each.name == "pads"):
            for side in inside:
                pads[SIDES.index(side)] = 0
    for constant in made.graph.initializer:
        if constant.name in map(outside, inside):
            constant.raw_data = bytes(len(constant.raw_data))
    if made.ByteSize() != model.ByteSize():
        raise ValueError("a pad of 128 pixels or more takes two bytes, and 0 takes one")
    return made
