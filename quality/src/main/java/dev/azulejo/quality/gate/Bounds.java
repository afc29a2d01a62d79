package dev.azulejo.quality.gate;

import dev.azulejo.quality.metric.Metric;
import java.util.Map;

/// How much worse than the incumbent a candidate may be, in the mean, and still count as not worse. A model that is
/// better elsewhere may lose that much; what is lost beyond can be seen by somebody.
///
/// @param losses by metric, in its own unit; a metric that is not here does not decide
/// @param tagFactor how many times as much for the images of one tag, which are fewer
/// @param worstFactor how many times as much on a single image: a loss that is seen at once, where it is met
/// @param leastImages that all in all must have been tried
public record Bounds(Map<Metric, Double> losses, double tagFactor, double worstFactor, int leastImages) {
    /// A tenth of a decibel is below what anybody sees in a pair; the others are what such a loss is on photographs.
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
            2,
            20,
            20);

    public Bounds {
        losses = Map.copyOf(losses);
        if (tagFactor < 1 || worstFactor < tagFactor || leastImages < 1) {
            throw new IllegalArgumentException(
                    "tags get no less room than all images, one image no less than a tag, and one is the least");
        }
    }
}
