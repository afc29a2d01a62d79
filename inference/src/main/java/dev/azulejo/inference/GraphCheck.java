package dev.azulejo.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.azulejo.core.failure.PermanentFailure;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares a graph with what its card says of it, before the first tile finds out.
final class GraphCheck {
    private static final int ANY = -1;

    private GraphCheck() {}

    /// @throws PermanentFailure after closing the session
    static void agrees(InstalledModel model, OrtSession session) throws OrtException {
        try {
            var inputs = new TreeMap<>(Map.of(model.inputName(), Shape.PLANES));
            var outputs = new TreeMap<>(Map.of(model.outputName(), Shape.PLANES));
            for (var tensors : model.told()) {
                switch (tensors) {
                    case ConditionTensors.Noise noise -> inputs.put(noise.input(), Shape.NOISE);
                    case ConditionTensors.Pooled pooled -> {
                        inputs.put(pooled.given(), Shape.TRUTH);
                        inputs.put(pooled.input(), Shape.means(pooled.channels()));
                        outputs.put(pooled.output(), Shape.means(pooled.channels()));
                    }
                }
            }
            check(model, "input", inputs, session.getInputInfo());
            check(model, "output", outputs, session.getOutputInfo());
        } catch (PermanentFailure disagrees) {
            session.close();
            throw disagrees;
        }
    }

    private static void check(
            InstalledModel model, String role, Map<String, Shape> expected, Map<String, NodeInfo> tensors) {
        if (!expected.keySet().equals(tensors.keySet())) {
            throw new PermanentFailure("%s: the card's %ss are %s, but those of %s are %s"
                    .formatted(
                            model.cardFile(),
                            role,
                            expected.keySet(),
                            model.weights(),
                            new TreeSet<>(tensors.keySet())));
        }
        expected.forEach((name, shape) -> {
            var tensor = tensors.get(name);
            if (tensor == null || !(tensor.getInfo() instanceof TensorInfo info) || !shape.allows(info)) {
                throw new PermanentFailure("model %s: its %s \"%s\" should be %s, but is %s"
                        .formatted(model.id(), role, name, shape.text(), tensor == null ? "" : tensor.getInfo()));
            }
        });
    }

    /// @param text for people
    /// @param sides of the tensor; any length where negative
    private record Shape(String text, OnnxJavaType type, long... sides) {
        static final Shape PLANES = new Shape("floats of N x 3 x height x width", OnnxJavaType.FLOAT, ANY, 3, ANY, ANY);
        static final Shape NOISE = new Shape("floats of N x 1 x 1 x 1", OnnxJavaType.FLOAT, ANY, 1, 1, 1);
        static final Shape TRUTH = new Shape("one truth value", OnnxJavaType.BOOL, 1);

        static Shape means(int channels) {
            return new Shape("floats of 1 x %d x 1 x 1".formatted(channels), OnnxJavaType.FLOAT, 1, channels, 1, 1);
        }

        /// A graph need not say how long a side is.
        boolean allows(TensorInfo info) {
            var shape = info.getShape();
            if (info.type != type || shape.length != sides.length) {
                return false;
            }
            for (int i = 0; i < shape.length; i++) {
                if (shape[i] != ANY && sides[i] != ANY && shape[i] != sides[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
