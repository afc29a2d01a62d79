package dev.azulejo.quality.metric.score;

import java.util.Locale;

/// The built-in metrics, in the order in which they are shown. Definitions, constants and their sources
/// stand in `docs/quality.md`.
public enum Metric implements Measure {
    PSNR(
            Needs.REFERENCE,
            Better.HIGHER,
            0,
            Double.POSITIVE_INFINITY,
            "dB",
            "peak signal to noise, of red, green and blue"),
    PSNR_Y(Needs.REFERENCE, Better.HIGHER, 0, Double.POSITIVE_INFINITY, "dB", "peak signal to noise, of luma"),
    SSIM(Needs.REFERENCE, Better.HIGHER, -1, 1, "", "structural similarity of luma"),
    MS_SSIM(Needs.REFERENCE, Better.HIGHER, 0, 1, "", "structural similarity of luma, at five scales"),
    FSIM(Needs.REFERENCE, Better.HIGHER, 0, 1, "", "likeness of the features of luma"),
    FSIMC(Needs.REFERENCE, Better.HIGHER, 0, 1, "", "likeness of the features, with colour"),
    STLPIPS(
            Needs.REFERENCE,
            Better.LOWER,
            0,
            Double.POSITIVE_INFINITY,
            "",
            "how far apart they look, as a network learned from people"),
    CIEDE2000(Needs.REFERENCE, Better.LOWER, 0, Double.POSITIVE_INFINITY, "", "colour difference of pixels, mean"),
    COLOUR_DRIFT(
            Needs.REFERENCE,
            Better.LOWER,
            0,
            Double.POSITIVE_INFINITY,
            "",
            "colour difference of blocks of 16x16, mean"),
    SEAM_ENERGY(
            Needs.REFERENCE, Better.LOWER, 0, 255, "levels", "steps at the borders of tiles, beyond those elsewhere"),
    DOWNSCALE_PSNR(
            Needs.SOURCE, Better.HIGHER, 0, Double.POSITIVE_INFINITY, "dB", "the result reduced, against its source"),
    FACE_SHIFT(
            Needs.SOURCE, Better.LOWER, 0, 1, "", "how far faces lie from where the source has them; 1 is gone or new"),
    NIQE(
            Needs.NOTHING,
            Better.LOWER,
            0,
            Double.POSITIVE_INFINITY,
            "",
            "distance from the statistics of good photographs"),
    PIQE(Needs.NOTHING, Better.LOWER, 0, 100, "", "how much of what there is to see is blocks or noise"),
    SHARPNESS(Needs.NOTHING, Better.HIGHER, 0, 1, "", "how much of its steps a blur takes away"),
    BLOCKINESS(Needs.NOTHING, Better.LOWER, 0, 255, "levels", "steps at the borders of blocks, beyond those elsewhere");

    /// What a metric needs besides the image.
    public enum Needs {
        REFERENCE,
        SOURCE,
        NOTHING
    }

    /// Whether better images have higher or lower values.
    public enum Better {
        HIGHER,
        LOWER
    }

    private final Needs needs;
    private final Better better;
    private final double lowest;
    private final double highest;
    private final String unit;
    private final String words;

    Metric(Needs needs, Better better, double lowest, double highest, String unit, String words) {
        this.needs = needs;
        this.better = better;
        this.lowest = lowest;
        this.highest = highest;
        this.unit = unit;
        this.words = words;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public Better better() {
        return better;
    }

    /// The lowest possible value.
    public double lowest() {
        return lowest;
    }

    /// The highest possible value; infinite if there is no limit.
    public double highest() {
        return highest;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public boolean differsByThousandths() {
        return highest <= 1 || this == STLPIPS;
    }
}
