package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.picture.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Learning by ST-LPIPS, with a small metric that is drawn.
@NeedsTorch
class StLpipsIT {
    private static final NetDesign DESIGN = new NetDesign(NetDesign.Kind.PLAIN, 3, 8);
    private static final int SCALE = 2;
    private static final int PATCHES = 3;
    private static final int SIDE = 16;

    private final StLpips metric = new StLpips(SmallMetric.drawn(1));
    private final float[] weights = Parameters.of(DESIGN, SCALE).drawn(1);
    private final float[] gradient = new float[weights.length];
    private final Batch batch = Numbers.batch(PATCHES, SIDE, SCALE, 0);

    @AfterEach
    void close() {
        metric.close();
    }

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        var random = Seeds.random(4, "direction", 0);
        var ahead = weights.clone();
        var behind = weights.clone();
        double slope = 0;
        try (var net = new TorchNet(DESIGN, SCALE, Arithmetic.FP32, metric)) {
            net.learn(weights, batch, Loss.ST_LPIPS, gradient);
            for (int i = 0; i < weights.length; i++) {
                float direction = 3e-3f * (float) random.nextGaussian() / (float) Math.sqrt(weights.length);
                slope += gradient[i] * direction;
                ahead[i] += direction;
                behind[i] -= direction;
            }
            var unused = new float[weights.length];
            double difference =
                    (net.learn(ahead, batch, Loss.ST_LPIPS, unused) - net.learn(behind, batch, Loss.ST_LPIPS, unused))
                            / 2;
            assertThat(difference).isCloseTo(slope, within(0.02 * Math.abs(slope) + 1e-7));
        }
    }

    @Test
    void theLossIsCharbonniersAndAPartOfTheMeanDistance() {
        try (var net = new TorchNet(DESIGN, SCALE, Arithmetic.FP32, metric)) {
            float added = net.learn(weights, batch, Loss.ST_LPIPS, gradient)
                    - net.learn(weights, batch, Loss.CHARBONNIER, gradient);
            double distance = 0;
            for (int number = 0; number < PATCHES; number++) {
                var answer = net.answer(weights, batch.input(number), SIDE, SIDE);
                var truth = batch.part(number, number + 1).truths();
                distance += distance(truth, answer) / PATCHES;
            }
            assertThat(distance).isGreaterThan(0.01);
            assertThat(added).isCloseTo((float) (Loss.LOOKS * distance), within(1e-6f));
        }
    }

    private double distance(float[] truth, float[] answer) {
        int side = SIDE * SCALE;
        try (var _ = new PointerScope()) {
            return metric.between(
                            torch.from_blob(new FloatPointer(truth), 1, 3, side, side),
                            torch.from_blob(new FloatPointer(answer), 1, 3, side, side))
                    .item_double();
        }
    }

    @Test
    void twoThreadsLearnTheSameBitsEachTimeAndTogetherTheWhole() {
        var whole = new float[weights.length];
        var again = new float[weights.length];
        try (var net = new TorchNet(DESIGN, SCALE, Arithmetic.FP32, metric);
                var learners = new Learners(DESIGN, SCALE, Arithmetic.FP32, metric);
                var others = new Learners(DESIGN, SCALE, Arithmetic.FP32, metric)) {
            float loss = learners.learn(weights, batch, Loss.ST_LPIPS, gradient);
            assertThat(others.learn(weights, batch, Loss.ST_LPIPS, again)).isEqualTo(loss);
            assertThat(again).isEqualTo(gradient);
            assertThat(net.learn(weights, batch, Loss.ST_LPIPS, whole)).isCloseTo(loss, within(1e-6f));
        }
        for (int i = 0; i < whole.length; i++) {
            assertThat(gradient[i]).isCloseTo(whole[i], within(1e-6f + 1e-4f * Math.abs(whole[i])));
        }
    }

    @Test
    void aNetOfSixteenBitsIsComparedToo() {
        try (var net = new TorchNet(DESIGN, SCALE, Arithmetic.FP32, metric);
                var half = new TorchNet(DESIGN, SCALE, Arithmetic.BF16, metric)) {
            float loss = net.learn(weights, batch, Loss.ST_LPIPS, gradient);
            assertThat(half.learn(weights, batch, Loss.ST_LPIPS, gradient))
                    .isCloseTo(loss, within(0.02f * loss))
                    .isNotEqualTo(loss);
        }
    }

    /// A picture of 21 pixels leaves 15, 5 and 3 pixels a side for the layers.
    @Test
    void operationsAreThoseOfEachWeightAtEachPlace() {
        int first = 4 * 3 * 11 * 11 * 15 * 15;
        int second = 6 * 4 * 5 * 5 * 5 * 5;
        int rest = 9 * (5 * 6 + 3 * 5 + 4 * 3) * 3 * 3;
        assertThat(metric.multiplications(StLpips.LEAST_SIDE)).isEqualTo(first + second + rest);
    }

    @Test
    void aFileOfAnotherGraphIsRefusedByTheFirstNumberThatItLacks() throws IOException {
        var span = Files.readAllBytes(Path.of("../models/span-x2/model.onnx"));
        assertThatThrownBy(() -> new StLpips(span))
                .hasMessage("the loss st-lpips needs the graph of models/stlpips, and this is another: contrast is"
                        + " missing");
    }
}
