package dev.azulejo.quality.gate;

import dev.azulejo.quality.metric.score.Metric;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How much worse than the incumbent a candidate may be and still count as not worse, and how good it must
/// be in any case. A model that is better elsewhere may lose that much; a larger loss can be visible.
///
/// @param losses greatest loss by metric, in the metric's unit, in the mean over all images; a metric that
///     is missing here is not checked this way
/// @param margins by metric: the whole interval of the mean difference must lie above the negative of this,
///     so that few images are no excuse
/// @param floors by metric: the value that results must reach
/// @param tagFactor how many times a loss it may be for the images of one tag, which are fewer
/// @param worstFactor how many times a loss it may be on a single image: a loss that a viewer of that image
///     sees at once
/// @param leastImages least number of images that must have been tried
public record Bounds(
        Map<Metric, Double> losses,
        Map<Metric, Double> margins,
        Map<Metric, Floor> floors,
        double tagFactor,
        double worstFactor,
        int leastImages) {
    /// The value that results must reach, independent of the incumbent.
    ///
    /// @param mean over all images
    /// @param each on every image
    public record Floor(double mean, double each) {}

    /// The standard bounds: a tenth of a decibel is invisible in a pair of images; the other losses are
    /// equivalent to that on photographs.
    public static final Bounds STANDARD = new Bounds(
            Map.of(
                    Metric.PSNR, 0.1,
                    Metric.PSNR_Y, 0.1,
                    Metric.SSIM, 0.002,
                    Metric.MS_SSIM, 0.001,
                    Metric.FSIM, 0.001,
                    Metric.FSIMC, 0.001,
                    Metric.CIEDE2000, 0.05,
                    Metric.COLOUR_DRIFT, 0.05),
            Map.of(),
            Map.of(),
            2,
            20,
            20);

    /// Bounds for a model that people prefer although it is further from the truth, pixel by pixel: its
    /// results must look no further from the truth, keep the source's colours, have no seams, match the
    /// source once they are reduced, and have faces where the source has them. ADR 92 has the measured
    /// values of models.
    public static final Bounds BY_PEOPLE = new Bounds(
            Map.of(Metric.COLOUR_DRIFT, 0.25, Metric.SEAM_ENERGY, 0.5),
            Map.of(Metric.STLPIPS, 0.02),
            Map.of(Metric.DOWNSCALE_PSNR, new Floor(30, 22), Metric.FACE_SHIFT, new Floor(0.4, 0.4)),
            2,
            5,
            20);

    public Bounds {
        losses = Map.copyOf(losses);
        margins = Map.copyOf(margins);
        floors = Map.copyOf(floors);
        if (tagFactor < 1 || worstFactor < tagFactor || leastImages < 1) {
            throw new IllegalArgumentException(
                    "tags get no less room than all images, one image no less than a tag, and one is the least");
        }
    }

    /// The metrics that decide, in the order in which they are shown.
    public Set<Metric> metrics() {
        var metrics = new TreeSet<>(losses.keySet());
        metrics.addAll(margins.keySet());
        metrics.addAll(floors.keySet());
        return metrics;
    }
}
