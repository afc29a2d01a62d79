package dev.azulejo.core.recipe;

import java.util.Optional;

/// What a recipe enlarges with.
public enum Enlarger {
    /// Faithful to the source; made for photographs.
    SPAN("span-x%d"),
    /// Made for drawings.
    ANIME("animevideo-x%d"),
    /// Draws detail that the source does not have.
    DETAIL("x%dplus"),
    /// The image keeps its size.
    NONE("");

    private final String models;

    Enlarger(String models) {
        this.models = models;
    }

    /// The id of its model for that scale.
    Optional<String> model(int scale) {
        return this == NONE ? Optional.empty() : Optional.of(models.formatted(scale));
    }
}
