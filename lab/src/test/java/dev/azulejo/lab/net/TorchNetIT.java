package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What libtorch computes and learns, beside ONNX Runtime and beside differences.
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "libtorch does not come for it")
class TorchNetIT {
    private static final float STEP = 1e-2f;

    static Stream<Arguments> designs() {
        return Stream.of(
                Arguments.of(new NetDesign(NetDesign.Kind.PLAIN, 4, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.PLAIN, 3, 8), 1),
                Arguments.of(new NetDesign(NetDesign.Kind.HALF, 3, 8), 1),
                Arguments.of(new NetDesign(NetDesign.Kind.HALF, 3, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.SPAN, 2, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.SPAN, 1, 6), 4));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void theExportedModelAnswersAsTheTrainer(NetDesign design, int scale) {
        var weights = lively(Parameters.of(design, scale));
        var picture = numbers(3 * 22 * 30, 1);
        try (var net = new TorchNet(design, scale);
                var model = new RunningModel(GraphLayers.model(design, scale, weights))) {
            var exported = model.answer(picture, 30, 22);
            var trained = net.answer(weights, picture, 30, 22);
            assertThat(exported).hasSize(3 * 22 * 30 * scale * scale);
            for (int i = 0; i < exported.length; i++) {
                assertThat(exported[i]).isCloseTo(trained[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void theGradientIsTheSlopeOfTheLoss(NetDesign design, int scale) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = new Batch(2, 8, numbers(2 * 3 * 64, 2), numbers(2 * 3 * 64 * scale * scale, 3));
        var gradient = new float[parameters.count()];
        var unused = new float[parameters.count()];
        try (var net = new TorchNet(design, scale)) {
            net.learn(weights, batch, Loss.CHARBONNIER, gradient);
            var random = Seeds.random(4, "direction", 0);
            double slope = 0;
            var ahead = weights.clone();
            var behind = weights.clone();
            for (int i = 0; i < weights.length; i++) {
                float direction = (float) random.nextGaussian() * STEP / (float) Math.sqrt(weights.length);
                slope += gradient[i] * direction;
                ahead[i] += direction;
                behind[i] -= direction;
            }
            double difference = (net.learn(ahead, batch, Loss.CHARBONNIER, unused)
                            - net.learn(behind, batch, Loss.CHARBONNIER, unused))
                    / 2;
            assertThat(difference).isCloseTo(slope, within(0.05 * Math.abs(slope) + 1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void aStepGivesTheSameBitsEachTime(NetDesign design, int scale) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = new Batch(2, 16, numbers(2 * 3 * 256, 2), numbers(2 * 3 * 256 * scale * scale, 3));
        var once = new float[parameters.count()];
        var again = new float[parameters.count()];
        try (var net = new TorchNet(design, scale);
                var other = new TorchNet(design, scale)) {
            assertThat(net.learn(weights, batch, Loss.L1, once)).isEqualTo(other.learn(weights, batch, Loss.L1, again));
            assertThat(once).isEqualTo(again);
        }
    }

    /// As at the start of a training, but with a last layer as strong as the others.
    private static float[] lively(Parameters parameters) {
        var weights = parameters.drawn(1);
        var last = parameters.layer("last");
        for (int i = last.start(); i < last.biases() + last.outputs(); i++) {
            weights[i] *= 10;
        }
        return weights;
    }

    private static float[] numbers(int count, long seed) {
        var random = Seeds.random(seed, "numbers", 0);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }
}
