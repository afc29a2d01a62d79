package dev.azulejo.core.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cards of models that nobody has.
public final class SampleCards {
    private SampleCards() {}

    public static ModelCard card(String id, int scale, int radius) {
        return card(id, scale, radius, 64 + 2 * radius, 1);
    }

    public static ModelCard card(String id, int scale, int radius, int bestSide, double megapixelsPerSecond) {
        return new ModelCard(
                id,
                "1",
                "a model for tests",
                "5e".repeat(32),
                "Apache-2.0",
                "https://example.org",
                scale,
                1,
                new ReceptiveField.Radius(radius),
                Boundary.REPLICATE,
                Set.of(),
                0.12,
                Map.of("cpu", bestSide),
                1_000,
                Map.of("cpu-core", megapixelsPerSecond));
    }

    /// The same, with what a GPU does of it.
    public static ModelCard onGpu(ModelCard card, int bestSide, double megapixelsPerSecond) {
        double ofCore = card.speed(Processor.CPU).orElseThrow();
        return on("gpu", bestSide, card, Map.of("cpu-core", ofCore, "gpu", megapixelsPerSecond));
    }

    /// The same, with the side of tiles that an engine wants.
    public static ModelCard onEngine(ModelCard card, String engine, int bestSide) {
        return on(engine, bestSide, card, card.outputMegapixelsPerSecond());
    }

    private static ModelCard on(String what, int bestSide, ModelCard card, Map<String, Double> megapixelsPerSecond) {
        return with(
                card,
                card.receptiveField(),
                card.alignment(),
                card.boundary(),
                card.guardMargin(),
                Map.of("cpu", card.bestSide(Processor.CPU), what, bestSide),
                card.bytesPerInputPixel(),
                megapixelsPerSecond);
    }

    /// The same, with another need of memory.
    public static ModelCard hungry(ModelCard card, int bytesPerInputPixel) {
        return with(
                card,
                card.receptiveField(),
                card.alignment(),
                card.boundary(),
                card.guardMargin(),
                card.bestSide(),
                bytesPerInputPixel,
                card.outputMegapixelsPerSecond());
    }

    /// The same, of a model that must be told something.
    public static ModelCard asking(ModelCard card, Condition condition) {
        return new ModelCard(
                card.id(),
                card.version(),
                card.description(),
                card.sha256(),
                card.licence(),
                card.origin(),
                card.scale(),
                card.alignment(),
                card.receptiveField(),
                card.boundary(),
                Set.of(condition),
                card.guardMargin(),
                card.bestSide(),
                card.bytesPerInputPixel(),
                card.outputMegapixelsPerSecond());
    }

    /// The same, but for its field, the multiple its sides need, and the guard on its answers.
    public static ModelCard with(
            ModelCard card, ReceptiveField field, int alignment, Boundary boundary, @Nullable Double guardMargin) {
        return with(
                card,
                field,
                alignment,
                boundary,
                guardMargin,
                card.bestSide(),
                card.bytesPerInputPixel(),
                card.outputMegapixelsPerSecond());
    }

    private static ModelCard with(
            ModelCard card,
            ReceptiveField field,
            int alignment,
            Boundary boundary,
            @Nullable Double guardMargin,
            Map<String, Integer> bestSide,
            int bytesPerInputPixel,
            Map<String, Double> outputMegapixelsPerSecond) {
        return new ModelCard(
                card.id(),
                card.version(),
                card.description(),
                card.sha256(),
                card.licence(),
                card.origin(),
                card.scale(),
                alignment,
                field,
                boundary,
                card.conditions(),
                guardMargin,
                bestSide,
                bytesPerInputPixel,
                outputMegapixelsPerSecond);
    }
}
