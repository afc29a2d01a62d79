package dev.azulejo.inference.probe;

import dev.azulejo.inference.engine.TensorShape;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Says why a network does not read and give exactly one picture, and what can be done about it.
record ForeignTensors(Map<String, TensorShape> inputs, Map<String, TensorShape> outputs) {
    private static final int COLOURS = 3;

    /// The problem and its remedy; empty if there is one picture on each side.
    Optional<String> refusal() {
        return ofInputs().or(this::ofOutputs);
    }

    private Optional<String> ofInputs() {
        if (inputs.size() > 1) {
            return Optional.of(
                    ("it reads more than a picture: %s; export it with the other inputs built in as constants, or write its"
                                    + " card by hand, as docs/adding-a-model.md says")
                            .formatted(list(inputs)));
        }
        return ofPicture("reads", inputs);
    }

    private Optional<String> ofOutputs() {
        if (outputs.size() > 1) {
            return Optional.of(
                    "it gives several things: %s; export it with the picture alone".formatted(list(outputs)));
        }
        return ofPicture("gives", outputs);
    }

    private static Optional<String> ofPicture(String verb, Map<String, TensorShape> tensors) {
        if (tensors.isEmpty()) {
            return Optional.of(
                    "it %s nothing: only networks that turn a picture into a picture can be added".formatted(verb));
        }
        var shape = tensors.values().iterator().next();
        var sides = shape.sides();
        if (shape.isPicture()) {
            return Optional.empty();
        }
        var what = "it %s %s, ".formatted(verb, list(tensors));
        if (sides.length != 4) {
            return Optional.of(what
                    + (verb.equals("gives")
                            ? "so it tells something of a picture and makes none: only networks that turn a picture into a picture can be added"
                            : "which is no picture: floats of N x 3 x height x width"));
        }
        if (sides[3] == COLOURS && sides[1] != COLOURS) {
            return Optional.of(
                    what + "with the colours last: export it with the colours first (N x 3 x height x width)");
        }
        if (sides[1] >= 0 && sides[1] != COLOURS) {
            return Optional.of(what + "which has %d where a picture has 3: red, green and blue".formatted(sides[1]));
        }
        if (shape.kind() != TensorShape.Kind.FLOATS) {
            return Optional.of(what + "which are not numbers of 32 bits (float32): export it in those");
        }
        return Optional.of(what + "of one size that is not a square: export it with free height and width");
    }

    private static String list(Map<String, TensorShape> tensors) {
        return String.join(
                ", ",
                new TreeMap<>(tensors)
                        .entrySet().stream()
                                .map(tensor -> "%s (%s)"
                                        .formatted(
                                                tensor.getKey(),
                                                tensor.getValue().text()))
                                .toList());
    }
}
