package dev.azulejo.quality.metric.fsim;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.function.Function;

/// FSIM, and FSIMc with colour (Zhang, Zhang, Mou and Zhang, IEEE Transactions on Image Processing 20(8), 2011): how
/// alike phase congruency and gradients are, weighted by phase congruency. Both images are first averaged in blocks of
/// the smaller side by 256, rounded, so all but very long images become small; what is looked at then is held in
/// memory.
public final class Fsim implements PairMeter {
    private static final double PHASE = 0.85; // T1 of the paper
    private static final double GRADIENT = 160; // T2
    private static final double COLOUR = 200; // T3 and T4
    private static final double COLOUR_POWER = 0.03; // lambda

    private static final int SIDE = 256;
    private static final int LEAST_SIDE = 16;

    /// The largest image that is compared, after reduction; each pixel takes about 200 bytes.
    private static final long MAX_PIXELS = 1 << 20;

    private static final double[] Y = {0.299, 0.587, 0.114};
    private static final double[] I = {0.5959, -0.2746, -0.3213};
    private static final double[] Q = {0.2115, -0.5227, 0.3112};

    private final Size size;
    private final Original original;
    private final int width;
    private final int height;
    private final List<Pool> references;
    private final List<Pool> candidates;

    public Fsim(Size size, Original original) {
        this.size = size;
        this.original = original;
        int least = Math.min(size.width(), size.height());
        int side = (int) Math.max(1, Math.rint((double) least / SIDE)); // half to even, as Python rounds
        width = size.width() / side;
        height = size.height() / side;
        int kept = isMeasured() ? 1 : 0;
        int anew = original.hasFeatures() ? 0 : kept;
        references = pools(width * anew, height * anew, side);
        candidates = pools(width * kept, height * kept, side);
    }

    private static List<Pool> pools(int width, int height, int side) {
        return List.of(new Pool(width, height, side), new Pool(width, height, side), new Pool(width, height, side));
    }

    private boolean isMeasured() {
        return Math.min(width, height) >= LEAST_SIDE && (long) width * height <= MAX_PIXELS;
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        if (!isMeasured()) {
            return;
        }
        var planes = List.<Function<Strip, double[]>>of(Strip::red, Strip::green, Strip::blue);
        int images = original.hasFeatures() ? 1 : 2;
        Lanes.each(images * planes.size(), lane -> {
            var strip = lane % images == 0 ? candidate : reference;
            var pool = (lane % images == 0 ? candidates : references).get(lane / images);
            pool.accept(planes.get(lane / images).apply(strip), strip.width(), strip.firstRow(), strip.rows());
        });
    }

    @Override
    public void addTo(Scores.Builder scores) {
        if (!isMeasured()) {
            var why = Math.min(width, height) < LEAST_SIDE
                    ? "needs at least %d pixels each way, the images are %s".formatted(LEAST_SIDE, size)
                    : "the images are too long: %s, which it would look at as %dx%d".formatted(size, width, height);
            scores.put(Metric.FSIM, Scores.Score.none(why));
            scores.put(Metric.FSIMC, Scores.Score.none(why));
            return;
        }
        var one = original.features(() -> new Features(references, width, height, new LogGabor(width, height)));
        var other = new Features(candidates, width, height, one.filters);
        if (one.isFlat && other.isFlat) {
            scores.put(Metric.FSIM, Scores.Score.none("both images are flat, without any feature"));
            scores.put(Metric.FSIMC, Scores.Score.none("both images are flat, without any feature"));
            return;
        }
        compare(one, other, scores);
    }

    private void compare(Features one, Features other, Scores.Builder scores) {
        double weights = 0;
        double alike = 0;
        double alikeInColour = 0;
        for (int at = 0; at < one.phase.length; at++) {
            double weight = Math.max(one.phase[at], other.phase[at]);
            double similarity = weight
                    * similarity(one.phase[at], other.phase[at], PHASE)
                    * similarity(one.gradient[at], other.gradient[at], GRADIENT);
            double colour = similarity(one.i[at], other.i[at], COLOUR) * similarity(one.q[at], other.q[at], COLOUR);
            weights += weight;
            alike += similarity;
            alikeInColour += similarity * Math.pow(Math.abs(colour), COLOUR_POWER);
        }
        scores.put(Metric.FSIM, alike / weights);
        scores.put(Metric.FSIMC, alikeInColour / weights);
    }

    private static double similarity(double one, double other, double constant) {
        return (2 * one * other + constant) / (one * one + other * other + constant);
    }

    /// The features of an image that are compared.
    static final class Features {
        private final int width;
        private final int height;
        private final LogGabor filters; // which other images of its size need, too
        private final double[] phase;
        private final double[] gradient;
        private final double[] i;
        private final double[] q;
        private final boolean isFlat;

        private Features(List<Pool> pools, int width, int height, LogGabor filters) {
            this.width = width;
            this.height = height;
            this.filters = filters;
            var colours = pools.stream().map(Pool::means).toList();
            var luma = mix(colours, Y);
            i = mix(colours, I);
            q = mix(colours, Q);
            isFlat = isFlat(luma);
            // rounding has no phase, but something is congruent in it
            phase = isFlat ? new double[luma.length] : PhaseCongruency.of(luma, width, height, filters);
            gradient = gradient(luma);
        }

        private double[] mix(List<double[]> colours, double[] weights) {
            var mixed = new double[width * height];
            for (int at = 0; at < mixed.length; at++) {
                for (int colour = 0; colour < weights.length; colour++) {
                    mixed[at] += weights[colour] * colours.get(colour)[at];
                }
            }
            return mixed;
        }

        private static boolean isFlat(double[] luma) {
            for (double value : luma) {
                if (value != luma[0]) {
                    return false;
                }
            }
            return true;
        }

        /// The gradients by Scharr's operator; all is 0 outside the image.
        private double[] gradient(double[] luma) {
            var gradients = new double[luma.length];
            Lanes.each(height, y -> {
                for (int x = 0; x < width; x++) {
                    double across = 3 * (at(luma, x + 1, y - 1) - at(luma, x - 1, y - 1))
                            + 10 * (at(luma, x + 1, y) - at(luma, x - 1, y))
                            + 3 * (at(luma, x + 1, y + 1) - at(luma, x - 1, y + 1));
                    double down = 3 * (at(luma, x - 1, y + 1) - at(luma, x - 1, y - 1))
                            + 10 * (at(luma, x, y + 1) - at(luma, x, y - 1))
                            + 3 * (at(luma, x + 1, y + 1) - at(luma, x + 1, y - 1));
                    gradients[y * width + x] = Math.sqrt(across * across + down * down) / 16;
                }
            });
            return gradients;
        }

        private double at(double[] luma, int x, int y) {
            return x < 0 || y < 0 || x >= width || y >= height ? 0 : luma[y * width + x];
        }
    }
}
