package dev.azulejo.core.recipe;

import java.util.Optional;

/// The models by which a recipe enlarges.
public enum Enlarger {
    /// Models faithful to the source, made for photographs.
    SPAN("span-x%d"),
    /// Models made for drawings.
    ANIME("animevideo-x%d"),
    /// Models that draw detail which the source does not have.
    DETAIL("x%dplus"),
    /// No model: the image keeps its size.
    NONE("");

    private final String models;

    Enlarger(String models) {
        this.models = models;
    }

    Optional<String> model(int scale) {
        return this == NONE ? Optional.empty() : Optional.of(models.formatted(scale));
    }
}
