package dev.azulejo.core.recipe;

import java.util.Optional;

/// What a recipe removes from an image before it enlarges it.
public enum Cleaning {
    /// Nothing.
    NEVER,
    /// What compression left behind, where something was lost.
    WHERE_LOSSY,
    /// What compression left behind; a lossless source may have been compressed earlier in its life.
    ALWAYS,
    /// The noise of a sensor or a scanner.
    NOISE,
    /// The grain of a scanner's sensor and of paper, and what compression made of it.
    GRAIN,
    /// The blur of a camera or a subject that moved.
    BLUR;

    /// From here on compression hardly shows, and a stronger model costs more detail than it removes artefacts.
    static final int FINE = 85;

    /// Below, the artefacts are so coarse that the strongest model is worth its loss of detail.
    private static final int COARSE = 50;

    static final String MILD_MODEL = "cunet-denoise0";
    static final String MIDDLE_MODEL = "cunet-denoise1";
    static final String STRONG_MODEL = "cunet-denoise2";
    private static final String GRAIN_MODEL = "cunet-denoise3";
    static final String NOISE_MODEL = "ffdnet";
    private static final String BLUR_MODEL = "maxim-deblur";

    /// Whether the choice depends on how the source is compressed.
    boolean looks() {
        return this == WHERE_LOSSY || this == ALWAYS;
    }

    /// The model that runs first, if one does.
    Optional<String> model(Compression source) {
        return switch (this) {
            case NEVER -> Optional.empty();
            case NOISE -> Optional.of(NOISE_MODEL);
            case GRAIN -> Optional.of(GRAIN_MODEL);
            case BLUR -> Optional.of(BLUR_MODEL);
            case WHERE_LOSSY ->
                source instanceof Compression.Lossless ? Optional.empty() : Optional.of(againstArtefacts(source));
            case ALWAYS -> Optional.of(againstArtefacts(source));
        };
    }

    /// Where each model is best was measured with JPEG; see benchmarks/restore.py.
    private static String againstArtefacts(Compression source) {
        return switch (source) {
            case Compression.Lossless _ -> MIDDLE_MODEL;
            case Compression.Lossy _ -> MILD_MODEL;
            case Compression.Jpeg jpeg -> againstJpeg(jpeg.quality().orElse(COARSE));
        };
    }

    /// @param quality 1 to 100, as libjpeg counts
    static String againstJpeg(int quality) {
        return quality >= FINE ? MILD_MODEL : quality >= COARSE ? MIDDLE_MODEL : STRONG_MODEL;
    }

    /// What the source is taken as, where its file does not say how much was lost.
    String assumption(Compression source) {
        return switch (source) {
            case Compression.Lossless _ -> this == ALWAYS ? ", taken as JPEG of quality 50 to 84" : "";
            case Compression.Lossy _ -> ", taken as JPEG of quality 85 and more";
            case Compression.Jpeg jpeg -> jpeg.quality().isPresent() ? "" : ", taken as 50 to 84";
        };
    }
}
