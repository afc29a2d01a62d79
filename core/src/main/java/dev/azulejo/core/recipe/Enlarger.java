package dev.azulejo.core.recipe;

import java.util.Optional;

/// The models by which a recipe enlarges.
public enum Enlarger {
    /// Models faithful to the source, made for photographs; two of one shape learned from JPEG.
    SPAN("span-x%d", "azulejo-photo-x%d", "azulejo-restore-x%d"),
    /// Models made for drawings.
    ANIME("animevideo-x%d"),
    /// Models that draw detail which the source does not have.
    DETAIL("x%dplus"),
    /// No model: the image keeps its size.
    NONE("");

    private final String clean;
    private final String lossy;
    private final String cleaned;

    Enlarger(String models) {
        this(models, models, models);
    }

    Enlarger(String clean, String lossy, String cleaned) {
        this.clean = clean;
        this.lossy = lossy;
        this.cleaned = cleaned;
    }

    /// The model for a source whose losses do not show.
    Optional<String> model(int scale) {
        return named(clean, scale);
    }

    /// The model for a source whose losses show.
    Optional<String> modelOfLossy(int scale) {
        return named(lossy, scale);
    }

    /// The model behind one that removed such losses.
    Optional<String> modelOfCleaned(int scale) {
        return named(cleaned, scale);
    }

    private Optional<String> named(String pattern, int scale) {
        return this == NONE ? Optional.empty() : Optional.of(pattern.formatted(scale));
    }
}
