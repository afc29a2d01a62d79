package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.TensorShape;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Checks a model against its card before the first tile: first the hash of its weights, then what it reads
/// and gives.
public final class ModelCheck {
    private ModelCheck() {}

    /// The weights, checked against the hash on the card.
    ///
    /// @throws PermanentFailure when they are missing, or others
    public static byte[] verifiedWeights(InstalledModel model) {
        return new WeightsFile(model.id(), model.weights(), model.card().sha256(), model.pulled()).verified();
    }

    /// Checks that a session reads and gives what the card says, and closes it if not.
    ///
    /// @param read inputs that the card does not know
    /// @param given outputs that it does not know
    /// @throws PermanentFailure when it does not
    public static void agrees(
            InstalledModel model, Session session, Map<String, TensorShape> read, Map<String, TensorShape> given) {
        try {
            var inputs = new TreeMap<>(read);
            inputs.put(model.inputName(), TensorShape.PLANES);
            var outputs = new TreeMap<>(given);
            outputs.put(model.outputName(), TensorShape.PLANES);
            for (var tensors : model.told()) {
                switch (tensors) {
                    case ConditionTensors.Told number -> inputs.put(number.input(), TensorShape.NUMBER);
                    case ConditionTensors.Pooled pooled -> {
                        inputs.put(pooled.given(), TensorShape.TRUTH);
                        inputs.put(pooled.input(), TensorShape.means(pooled.channels()));
                        outputs.put(pooled.output(), TensorShape.means(pooled.channels()));
                    }
                }
            }
            check(model, "input", inputs, session.inputs());
            check(model, "output", outputs, session.outputs());
        } catch (PermanentFailure disagrees) {
            session.close();
            throw disagrees;
        }
    }

    private static void check(
            InstalledModel model, String role, Map<String, TensorShape> expected, Map<String, TensorShape> found) {
        if (!expected.keySet().equals(found.keySet())) {
            throw new PermanentFailure("%s: the card's %ss are %s, but those of %s are %s"
                    .formatted(
                            model.cardFile(), role, expected.keySet(), model.weights(), new TreeSet<>(found.keySet())));
        }
        expected.forEach((name, shape) -> {
            var tensor = found.get(name);
            if (tensor == null || !shape.agrees(tensor)) {
                throw new PermanentFailure("model %s: its %s \"%s\" should be %s, but is %s"
                        .formatted(model.id(), role, name, shape.text(), tensor == null ? "missing" : tensor.text()));
            }
        });
    }
}
