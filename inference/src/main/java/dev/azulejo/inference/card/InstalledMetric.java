package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Path;
import java.util.Optional;

/// An installed network that measures: its card and what only the runtime needs to know.
///
/// @param reference the input for the reference picture; empty if it takes none
/// @param candidate the input for the picture that is measured
/// @param distance the output
public record InstalledMetric(
        MetricCard card,
        Path cardFile,
        WeightsFile weights,
        Optional<String> reference,
        String candidate,
        String distance) {
    private static final int SCHEMA = 1;

    /// Reads `metric.json`. Fields it does not know are ignored.
    ///
    /// @throws PermanentFailure that names file and field, when a field is missing or cannot be used
    public static InstalledMetric read(Path file) {
        var fields = CardFields.read(file);
        int schema = fields.integer("schema");
        if (schema != SCHEMA) {
            throw fields.refuse("schema", "is %d, this version reads %d".formatted(schema, SCHEMA));
        }
        fields.expect("task", "metric");
        var weights = fields.object("weights");
        var inputs = fields.object("inputs");
        var card = card(file, fields, weights);
        return new InstalledMetric(
                card,
                file,
                new WeightsFile(
                        card.id(),
                        file.resolveSibling(weights.matching("file", CardReader.FILE_NAME)),
                        card.sha256(),
                        weights.flag("pulled")),
                card.comparesTwo() ? Optional.of(CardReader.tensorName(inputs.object("reference"))) : Optional.empty(),
                CardReader.tensorName(inputs.object("candidate")),
                fields.object("output").text("name"));
    }

    private static MetricCard card(Path file, CardFields fields, CardFields weights) {
        try {
            return new MetricCard(
                    fields.text("id"),
                    fields.text("description"),
                    weights.matching("sha256", "[0-9a-f]{64}"),
                    weights.text("licence"),
                    fields.object("inputs").has("reference"),
                    fields.has("better")
                            && fields.oneOf("better", "lower", "higher").equals("higher"),
                    fields.integer("leastSide"),
                    fields.integer("bytesPerInputPixel"));
        } catch (IllegalArgumentException wrong) {
            throw new PermanentFailure("%s: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    public InstalledMetric at(Path place) {
        return new InstalledMetric(
                card,
                cardFile,
                new WeightsFile(card.id(), place, card.sha256(), weights.pulled()),
                reference,
                candidate,
                distance);
    }
}
