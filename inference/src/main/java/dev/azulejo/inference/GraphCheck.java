package dev.azulejo.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.azulejo.core.failure.PermanentFailure;
import java.util.Map;

/// Compares a graph with what its card says of it, before the first tile finds out.
final class GraphCheck {
    private GraphCheck() {}

    /// @throws PermanentFailure after closing the session
    static void agrees(InstalledModel model, OrtSession session) throws OrtException {
        try {
            check(model, "input", model.inputName(), session.getInputInfo());
            check(model, "output", model.outputName(), session.getOutputInfo());
        } catch (PermanentFailure disagrees) {
            session.close();
            throw disagrees;
        }
    }

    private static void check(InstalledModel model, String role, String name, Map<String, NodeInfo> tensors) {
        var tensor = tensors.get(name);
        if (tensor == null || tensors.size() != 1) {
            throw new PermanentFailure("%s: %s.name is \"%s\", but the %ss of %s are %s"
                    .formatted(model.cardFile(), role, name, role, model.weights(), tensors.keySet()));
        }
        if (!(tensor.getInfo() instanceof TensorInfo info) || !isPlanes(info)) {
            throw new PermanentFailure("model %s: its %s should be floats of N x 3 x height x width, but is %s"
                    .formatted(model.id(), role, tensor.getInfo()));
        }
    }

    private static boolean isPlanes(TensorInfo info) {
        var shape = info.getShape();
        return info.type == OnnxJavaType.FLOAT && shape.length == 4 && (shape[1] == 3 || shape[1] == -1);
    }
}
