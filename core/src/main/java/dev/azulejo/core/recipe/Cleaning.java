package dev.azulejo.core.recipe;

import java.util.Optional;

/// The artefacts that a recipe removes from an image before it enlarges it.
public enum Cleaning {
    /// Removes nothing.
    NEVER,
    /// Removes compression artefacts, if the source's compression was lossy.
    WHERE_LOSSY,
    /// Removes compression artefacts always; a lossless source may have been compressed earlier in its
    /// life.
    ALWAYS,
    /// Removes the noise of a sensor or a scanner.
    NOISE,
    /// Removes the grain of a scanner's sensor and of paper, as compression left it.
    GRAIN,
    /// Removes the blur of a camera or a subject that moved.
    BLUR;

    /// The quality from which compression hardly shows, so a stronger model costs more detail than it
    /// removes artefacts.
    static final int FINE = 85;

    /// The best quality of which what is lost shows behind a cleaner: SPAN magnifies more of it than it gains.
    static final int SHOWING = 94;

    /// The same where nothing is removed before.
    static final int SHOWING_ALONE = 95;

    /// The quality below which artefacts are so coarse that the strongest model is worth its loss of
    /// detail.
    private static final int COARSE = 50;

    private static final double WHOLE = 100;

    /// The quality that is assumed where nothing tells it.
    private static final int USUAL = 75;

    static final String MILD_MODEL = "cunet-denoise0";
    static final String MIDDLE_MODEL = "cunet-denoise1";
    static final String STRONG_MODEL = "cunet-denoise2";
    private static final String GRAIN_MODEL = "cunet-denoise3";
    static final String NOISE_MODEL = "ffdnet";
    static final String SHARPENED_MODEL = "azulejo-unsharp";
    private static final String BLUR_MODEL = "maxim-deblur";

    /// Whether the choice depends on how the source is compressed.
    boolean looks() {
        return this == WHERE_LOSSY || this == ALWAYS;
    }

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

    /// The model against artefacts; where each is best was measured with JPEG, see benchmarks/restore.py.
    private static String againstArtefacts(Compression source) {
        return againstJpeg(quality(source));
    }

    /// The quality, 1 to 100, of the JPEG that a source is treated as.
    public static int quality(Compression source) {
        return switch (source) {
            case Compression.Lossless _ -> USUAL;
            case Compression.Lossy _ -> FINE;
            case Compression.Jpeg jpeg -> jpeg.quality().orElse(USUAL);
        };
    }

    /// @param quality 1 to 100, as libjpeg counts
    static String againstJpeg(int quality) {
        return quality >= FINE ? MILD_MODEL : quality >= COARSE ? MIDDLE_MODEL : STRONG_MODEL;
    }

    /// What a model against JPEG artefacts is told of a quality, as [Step#strength].
    public static double loss(int quality) {
        return WHOLE - quality;
    }

    /// The assumption about the source, if its file does not say how much was lost.
    String assumption(Compression source) {
        return switch (source) {
            case Compression.Lossless _ -> this == ALWAYS ? ", taken as JPEG of quality 50 to 84" : "";
            case Compression.Lossy _ -> ", taken as JPEG of quality 85 and more";
            case Compression.Jpeg jpeg -> jpeg.quality().isPresent() ? "" : ", taken as 50 to 84";
        };
    }
}
