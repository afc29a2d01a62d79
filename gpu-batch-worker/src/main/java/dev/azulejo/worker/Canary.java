package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Map;

/// Runs each model on a picture that is a formula: soft waves of another phase in each band. Enlarged, it
/// is the same formula at finer places, so the expected answer is known without a stored result. A device
/// that computes wrongly, swaps bands, leaves samples out or gives black shows at once; differences between
/// models do not.
final class Canary implements Runnable {
    private static final int BANDS = 3;
    private static final int SEEN = 32;
    private static final double MOST_MEAN = 0.04;
    private static final double MOST = 0.15;

    private final Models models;
    private final EventLog log;

    Canary(Models models, EventLog log) {
        this.models = models;
        this.log = log;
    }

    /// @throws PermanentFailure naming the model whose answer is wrong, and that answer
    @Override
    public void run() {
        for (var card : models.runnable()) {
            int least = 2 * card.receptiveField().haloPx() + SEEN;
            run(card, Math.ceilDiv(least, card.alignment()) * card.alignment());
        }
    }

    /// Runs each model with tiles as large as those of jobs. After both runs, engines that compile models
    /// for shapes have done so for all sizes between, and memory was sufficient once.
    ///
    /// @throws PermanentFailure as [#run()]
    void run(Processor on) {
        for (var card : models.runnable()) {
            run(card, Math.ceilDiv(card.bestSide(on), card.alignment()) * card.alignment());
        }
    }

    private void run(ModelCard card, int side) {
        long start = System.nanoTime();
        var model = models.warm(new Step(card.id(), card.sha256()));
        int margin = card.receptiveField().haloPx();
        var deviation = deviation(card, model, side, margin);
        long millis = (System.nanoTime() - start) / 1_000_000;
        log.info(
                "canary",
                Map.of(
                        "model", card.id(),
                        "engine", model.fingerprint(),
                        "side", side,
                        "meanDeviation", deviation.mean(),
                        "largestDeviation", deviation.largest(),
                        "milliseconds", millis));
    }

    private record Deviation(double mean, double largest) {}

    private static Deviation deviation(ModelCard card, Upscaler model, int side, int margin) {
        var input = Planes.allocate(side, side, BANDS);
        for (int band = 0; band < BANDS; band++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    input.samples().put(band * input.planeLength() + y * side + x, (float) wave(band, x, y));
                }
            }
        }
        int scale = model.scale();
        var output = Planes.allocate(side * scale, side * scale, BANDS);
        model.fitted(List.of(input)).upscale(input, output);
        return checked(card, compared(output, scale, margin * scale));
    }

    /// @param margin width in output pixels of the edge that is influenced by the border
    private static Deviation compared(Planes output, int scale, int margin) {
        double sum = 0;
        double largest = 0;
        int count = 0;
        for (int band = 0; band < BANDS; band++) {
            for (int y = margin; y < output.height() - margin; y++) {
                for (int x = margin; x < output.width() - margin; x++) {
                    double expected = wave(band, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
                    double deviation = Math.abs(output.at(band, x, y) - expected);
                    sum += deviation;
                    largest = Double.isNaN(deviation) ? deviation : Math.max(largest, deviation);
                    count++;
                }
            }
        }
        return new Deviation(sum / count, largest);
    }

    private static Deviation checked(ModelCard card, Deviation deviation) {
        // Written so that what is not a number does not pass.
        if (!(deviation.mean() <= MOST_MEAN && deviation.largest() <= MOST)) {
            throw new PermanentFailure(
                    ("model %s does not work on this machine: it differs from a known picture by %.4f in the mean and"
                                    + " %.4f at most, allowed are %.2f and %.2f")
                            .formatted(card.id(), deviation.mean(), deviation.largest(), MOST_MEAN, MOST));
        }
        return deviation;
    }

    private static double wave(int band, double x, double y) {
        return 0.5 + 0.2 * Math.sin(x / 10 + 2 * band) + 0.2 * Math.cos(y / 12 - band);
    }
}
