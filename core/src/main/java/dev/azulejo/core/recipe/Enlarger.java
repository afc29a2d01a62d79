package dev.azulejo.core.recipe;

import java.util.Optional;

/// The models by which a recipe enlarges.
public enum Enlarger {
    /// Models faithful to the source, made for photographs.
    SPAN("span-x%d"),
    /// [#SPAN], and for a source that was compressed with losses models of the same cost that learned from such.
    PHOTO("span-x%d", "azulejo-photo-x%d"),
    /// Models made for drawings.
    ANIME("animevideo-x%d"),
    /// Models that draw detail which the source does not have.
    DETAIL("x%dplus"),
    /// No model: the image keeps its size.
    NONE("");

    /// The best quality of a JPEG of which SPAN magnifies more than it gains, see `benchmarks/lossy.py`.
    private static final int FINEST = 94;

    private final String models;
    private final String modelsAfterLosses;

    Enlarger(String models) {
        this(models, models);
    }

    Enlarger(String models, String modelsAfterLosses) {
        this.models = models;
        this.modelsAfterLosses = modelsAfterLosses;
    }

    /// The model for a source without losses.
    Optional<String> model(int scale) {
        return model(scale, Compression.UNKNOWN);
    }

    Optional<String> model(int scale, Compression source) {
        boolean lost = !(source instanceof Compression.Lossless) && Cleaning.quality(source) <= FINEST;
        return this == NONE ? Optional.empty() : Optional.of((lost ? modelsAfterLosses : models).formatted(scale));
    }
}
