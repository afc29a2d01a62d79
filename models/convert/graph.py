"""An ONNX graph under construction. Names and order are deterministic: the same source gives the same bytes."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8
INPUT, OUTPUT = "input", "output"


PICTURE_IN, PICTURE_OUT = {INPUT: ["n", 3, "h", "w"]}, {OUTPUT: ["n", 3, "oh", "ow"]}


class Graph:
    def __init__(self, inputs: dict[str, list] = PICTURE_IN, outputs: dict[str, list] = PICTURE_OUT):
        """Of floats, by name, with the lengths of their sides. From a picture to a picture, unless it is told otherwise."""
        self._nodes, self._constants, self._shapes = [], [], {}
        self._inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, sides) for name, sides in inputs.items()]
        self._outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, sides) for name, sides in outputs.items()]
        self._result = next(iter(outputs))
        self._numbered = 0

    def node(self, operator: str, inputs: list[str], output: str, called: str = "", **attributes) -> str:
        """Called by its operator, or as told, and numbered."""
        self._numbered += 1
        name = f"{called or operator}_{self._numbered}"
        self._nodes.append(helper.make_node(operator, inputs, [output], name=name, **attributes))
        return output

    def split(self, blob: str, outputs: list[str]) -> list[str]:
        """A batch in as many equal parts."""
        self._numbered += 1
        self._nodes.append(helper.make_node("Split", [blob], outputs, name=f"Split_{self._numbered}", axis=0))
        return outputs

    @property
    def nodes(self) -> list[onnx.NodeProto]:
        return self._nodes

    def emptied(self) -> "Graph":
        """One with the same inputs and outputs, and nothing between them."""
        graph = Graph()
        graph._inputs, graph._outputs = list(self._inputs), list(self._outputs)
        return graph

    def value(self, blob: str) -> np.ndarray | None:
        """Of a constant, or of weights."""
        found = next((each for each in self._constants if each.name in (blob, f"{blob}_h")), None)
        if found is None:
            return None
        values = numpy_helper.to_array(found)
        return values if found.name == blob else values.astype(np.float32)

    def constant(self, name: str, values: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole_numbers(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def weights(self, name: str, values: np.ndarray) -> str:
        """Stored as float16 where that loses nothing: half the file. The runtime folds the Cast when it loads the model."""
        halves = values.astype(np.float16)
        if not np.array_equal(halves.astype(np.float32), values):
            return self.constant(name, values)
        stored = self.constant(f"{name}_h", halves)
        self._nodes.append(helper.make_node("Cast", [stored], [name], name=f"{name}_cast", to=TensorProto.FLOAT))
        return name

    def shape(self, blob: str, sides: list[int | str]) -> None:
        """States what a runtime could not find out. Sides of one name are of one length."""
        self._shapes[blob] = helper.make_tensor_value_info(blob, TensorProto.FLOAT, sides)

    def input(self, name: str, kind: int, shape: list) -> str:
        """One more input beside the image."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, kind: int, shape: list) -> str:
        """One more output beside the image."""
        self._outputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def model(self, name: str, result: str, producer: str, properties: dict[str, str]) -> onnx.ModelProto:
        """The producer's name is part of the bytes that the cards' SHA-256 fixes, like all else here."""
        for node in self._nodes:
            for blobs in (node.input, node.output):
                blobs[:] = [self._result if blob == result else blob for blob in blobs]
        graph = helper.make_graph(self._nodes, name, self._inputs, self._outputs, self._constants, value_info=self._shapes.values())
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name=producer)
        model.ir_version = IR_VERSION
        helper.set_model_props(model, properties)
        onnx.checker.check_model(model, full_check=True)
        return model
