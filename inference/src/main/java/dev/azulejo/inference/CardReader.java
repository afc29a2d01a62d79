package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Reads `card.json`. Fields it does not know are somebody else's; one that it needs and cannot use is a
/// failure that names file and field.
final class CardReader {
    private static final int SCHEMA = 1;
    private static final double GUARD_MARGIN = 0.12;

    private CardReader() {}

    static InstalledModel read(Path file) {
        var fields = CardFields.read(file);
        int schema = fields.integer("schema");
        if (schema != SCHEMA) {
            throw fields.refuse("schema", "is %d, this version reads %d".formatted(schema, SCHEMA));
        }
        if (!fields.texts("precision").contains("fp32")) {
            throw fields.refuse("precision", "does not list fp32, the only one that this version runs");
        }
        var weights = fields.object("weights");
        return new InstalledModel(
                card(file, fields, weights),
                file,
                file.resolveSibling(weights.matching("file", "[A-Za-z0-9][A-Za-z0-9._-]*")),
                tensorName(fields.object("input")),
                tensorName(fields.object("output")));
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
                    alignment(fields),
                    receptiveField(fields.object("receptiveField")),
                    Boundary.ZERO,
                    Set.of(),
                    GUARD_MARGIN,
                    fields.object("bestSide").integer("cpu"),
                    fields.integer("bytesPerInputPixel"),
                    fields.object("outputMegapixelsPerSecond").decimals());
        } catch (IllegalArgumentException wrong) {
            throw new PermanentFailure("%s: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    /// Nothing extends an image to a multiple yet: a model that needs that is refused.
    private static int alignment(CardFields fields) {
        int alignment = fields.integer("alignment");
        if (alignment != 1) {
            throw fields.refuse("alignment", "is %d, only 1 is supported".formatted(alignment));
        }
        return alignment;
    }

    private static ReceptiveField receptiveField(CardFields field) {
        field.expect("kind", "radius");
        return new ReceptiveField.Radius(field.integer("px"));
    }

    /// Planes have one layout and one range, and nothing here converts: a model with others is refused.
    private static String tensorName(CardFields tensor) {
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
