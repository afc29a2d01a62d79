package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.CanonicalText.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Holds a model against its card, before the first tile finds out: first the hash of its weights, then what it reads
/// and gives.
final class ModelCheck {
    private ModelCheck() {}

    /// The weights, if they are those of the card.
    ///
    /// @throws PermanentFailure when they are missing, or others
    static byte[] verifiedWeights(InstalledModel model) {
        byte[] weights = readWeights(model);
        var sha256 = Hash.of(weights).hex();
        if (!sha256.equals(model.card().sha256())) {
            throw new PermanentFailure("model %s: %s has SHA-256 %s, its card says %s; %s"
                    .formatted(model.id(), model.weights(), sha256, model.card().sha256(), remedy(model)));
        }
        return weights;
    }

    private static byte[] readWeights(InstalledModel model) {
        try {
            return Files.readAllBytes(model.weights());
        } catch (NoSuchFileException missing) {
            throw new PermanentFailure(
                    "model %s: %s is missing; %s".formatted(model.id(), model.weights(), remedy(model)), missing);
        } catch (IOException unreadable) {
            throw new PermanentFailure(
                    "model %s: %s cannot be read: %s".formatted(model.id(), model.weights(), unreadable), unreadable);
        }
    }

    private static String remedy(InstalledModel model) {
        return model.pulled()
                ? "bring it with: azulejo models pull " + model.id()
                : "bring it back with: git checkout -- " + model.weights();
    }

    /// Closes the session if it disagrees.
    ///
    /// @param read inputs that the card does not know
    /// @param given outputs that it does not know
    /// @throws PermanentFailure when it does
    static void agrees(
            InstalledModel model, Session session, Map<String, TensorShape> read, Map<String, TensorShape> given) {
        try {
            var inputs = new TreeMap<>(read);
            inputs.put(model.inputName(), TensorShape.PLANES);
            var outputs = new TreeMap<>(given);
            outputs.put(model.outputName(), TensorShape.PLANES);
            for (var tensors : model.told()) {
                switch (tensors) {
                    case ConditionTensors.Noise noise -> inputs.put(noise.input(), TensorShape.NOISE);
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
