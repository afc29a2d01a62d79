package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads `card.json`. Fields it does not know are ignored, as other programs may use them; a field that it
/// needs and cannot use is a failure that names file and field.
public final class CardReader {
    static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private static final int SCHEMA = 1;

    private CardReader() {}

    public static InstalledModel read(Path file) {
        var fields = CardFields.read(file);
        int schema = fields.integer("schema");
        if (schema != SCHEMA) {
            throw fields.refuse("schema", "is %d, this version reads %d".formatted(schema, SCHEMA));
        }
        var precisions = Set.copyOf(fields.texts("precision"));
        if (!precisions.contains("fp32")) {
            throw fields.refuse("precision", "does not list fp32, which every model runs in");
        }
        var weights = fields.object("weights");
        return new InstalledModel(
                card(file, fields, weights),
                file,
                file.resolveSibling(weights.matching("file", FILE_NAME)),
                weights.flag("pulled"),
                tensorName(fields.object("input")),
                tensorName(fields.object("output")),
                precisions,
                fields.has("precise") ? Set.copyOf(fields.texts("precise")) : Set.of(),
                shrinks(fields),
                fields.flag("invents"),
                told(fields));
    }

    private static boolean shrinks(CardFields fields) {
        boolean shrinks = fields.flag("shrinks");
        if (shrinks && !fields.object("receptiveField").text("kind").equals("radius")) {
            throw fields.refuse("shrinks", "is true, but by how much only a receptive field of kind \"radius\" says");
        }
        return shrinks;
    }

    private static ModelCard card(Path file, CardFields fields, CardFields weights) {
        try {
            return new ModelCard(
                    fields.text("id"),
                    fields.text("version"),
                    fields.text("description"),
                    weights.matching("sha256", "[0-9a-f]{64}"),
                    weights.text("licence"),
                    weights.text("origin"),
                    fields.integer("scale"),
                    fields.integer("alignment"),
                    receptiveField(fields.object("receptiveField")),
                    boundary(fields),
                    conditions(told(fields)),
                    fields.has("guardMargin") ? fields.decimal("guardMargin") : null,
                    sides(fields.object("bestSide")),
                    fields.integer("bytesPerInputPixel"),
                    fields.object("outputMegapixelsPerSecond").decimals());
        } catch (IllegalArgumentException wrong) {
            throw new PermanentFailure("%s: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    /// Reads the best sides of tiles by device; that for `cpu` is required.
    private static Map<String, Integer> sides(CardFields sides) {
        sides.integer("cpu");
        return sides.integers();
    }

    private static ReceptiveField receptiveField(CardFields field) {
        return switch (field.oneOf("kind", "radius", "measured", "whole")) {
            case "radius" -> new ReceptiveField.Radius(field.integer("px"));
            case "whole" -> new ReceptiveField.Whole(field.integer("sidePx"));
            default -> new ReceptiveField.Measured(field.integer("haloPx"), field.integer("overlapPx"));
        };
    }

    private static Boundary boundary(CardFields fields) {
        return switch (fields.oneOf("boundary", "zero", "replicate", "reflect")) {
            case "zero" -> Boundary.ZERO;
            case "replicate" -> Boundary.REPLICATE;
            default -> Boundary.REFLECT;
        };
    }

    private static List<ConditionTensors> told(CardFields fields) {
        return fields.objects("conditions").stream().map(CardReader::condition).toList();
    }

    private static ConditionTensors condition(CardFields field) {
        return switch (field.oneOf("kind", "pooled", "noise", "jpeg")) {
            case "pooled" ->
                new ConditionTensors.Pooled(
                        field.text("given"), field.text("input"), field.text("output"), field.integer("channels"));
            case "noise" -> number(Condition.NOISE, field);
            default -> number(Condition.JPEG, field);
        };
    }

    private static ConditionTensors number(Condition condition, CardFields field) {
        var range = field.numbers("range");
        if (range.size() != 2 || range.get(0) < 0 || range.get(1) <= range.get(0)) {
            throw field.refuse(
                    "range",
                    "is %s, expected the least and the most that the model is told, from 0 up".formatted(range));
        }
        return new ConditionTensors.Told(
                condition,
                field.text("input"),
                range.get(0).floatValue(),
                range.get(1).floatValue());
    }

    private static Set<Condition> conditions(List<ConditionTensors> told) {
        return told.stream().map(ConditionTensors::condition).collect(Collectors.toUnmodifiableSet());
    }

    /// Checks a tensor's layout and range and returns its name. All planes here have the same ones and none
    /// are converted, so a model with others is refused.
    static String tensorName(CardFields tensor) {
        tensor.expect("layout", "NCHW");
        tensor.expect("colour", "RGB");
        int channels = tensor.integer("channels");
        if (channels != 3) {
            throw tensor.refuse("channels", "is %d, only 3 is supported".formatted(channels));
        }
        if (!tensor.numbers("range").equals(List.of(0.0, 1.0))) {
            throw tensor.refuse("range", "is %s, only [0.0, 1.0] is supported".formatted(tensor.numbers("range")));
        }
        return tensor.text("name");
    }
}
