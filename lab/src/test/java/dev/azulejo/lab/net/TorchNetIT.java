package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scene;
import dev.azulejo.lab.picture.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares libtorch's results to ONNX Runtime, and its gradients to differences.
@NeedsTorch
class TorchNetIT {
    private static final float STEP = 1e-2f;

    static Stream<Arguments> designs() {
        return Stream.of(
                Arguments.of(new NetDesign(NetDesign.Kind.PLAIN, 4, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.PLAIN, 3, 8), 1),
                Arguments.of(new NetDesign(NetDesign.Kind.HALF, 3, 8), 1),
                Arguments.of(new NetDesign(NetDesign.Kind.HALF, 3, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.SPAN, 2, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.SPAN, 1, 6), 4),
                Arguments.of(new NetDesign(NetDesign.Kind.SPAN, 1, 6, List.of(Told.NOISE, Told.JPEG)), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.HALF, 3, 8, List.of(Told.JPEG)), 1),
                Arguments.of(new NetDesign(NetDesign.Kind.UNET, 1, 8), 2),
                Arguments.of(new NetDesign(NetDesign.Kind.UNET, 2, 8, List.of(Told.JPEG)), 1));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void theExportedModelAnswersAsTheTrainer(NetDesign design, int scale) {
        var weights = lively(Parameters.of(design, scale));
        var picture = Numbers.drawn(3 * 24 * 32, 1);
        var told = Numbers.drawn(design.told().size(), 5);
        try (var net = new TorchNet(design, scale);
                var model = new RunningModel(GraphLayers.model(design, scale, weights), design.told())) {
            var exported = model.answer(picture, 32, 24, told);
            var trained = net.answer(weights, picture, 32, 24, told);
            assertThat(exported).hasSize(3 * 24 * 32 * scale * scale);
            for (int i = 0; i < exported.length; i++) {
                assertThat(exported[i]).isCloseTo(trained[i], within(1e-5f));
            }
        }
    }

    static Stream<Arguments> losses() {
        return designs()
                .flatMap(each -> Stream.of(Loss.CHARBONNIER, Loss.FFT)
                        .map(loss -> Arguments.of(each.get()[0], each.get()[1], loss)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theGradientIsTheSlopeOfTheLoss(NetDesign design, int scale, Loss loss) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = Numbers.batch(2, 8, scale, design.told().size());
        var gradient = new float[parameters.count()];
        var unused = new float[parameters.count()];
        try (var net = new TorchNet(design, scale)) {
            net.learn(weights, batch, loss, gradient);
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
            double difference = (net.learn(ahead, batch, loss, unused) - net.learn(behind, batch, loss, unused)) / 2;
            assertThat(difference).isCloseTo(slope, within(0.05 * Math.abs(slope) + 1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void aStepGivesTheSameBitsEachTime(NetDesign design, int scale) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = Numbers.batch(2, 16, scale, design.told().size());
        var once = new float[parameters.count()];
        var again = new float[parameters.count()];
        try (var net = new TorchNet(design, scale);
                var other = new TorchNet(design, scale)) {
            assertThat(net.learn(weights, batch, Loss.L1, once)).isEqualTo(other.learn(weights, batch, Loss.L1, again));
            assertThat(once).isEqualTo(again);
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void twoHalvesOfABatchAreTheWhole(NetDesign design, int scale) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = Numbers.batch(3, 16, scale, design.told().size());
        var whole = new float[parameters.count()];
        var halves = new float[parameters.count()];
        try (var net = new TorchNet(design, scale);
                var learners = new Learners(design, scale, Arithmetic.FP32, null)) {
            float loss = net.learn(weights, batch, Loss.CHARBONNIER, whole);
            assertThat(learners.learn(weights, batch, Loss.CHARBONNIER, halves)).isCloseTo(loss, within(1e-6f));
        }
        for (int i = 0; i < whole.length; i++) {
            assertThat(halves[i]).isCloseTo(whole[i], within(1e-6f + 1e-4f * Math.abs(whole[i])));
        }
    }

    /// With 16 bits, of which a fraction has eight, the direction is nearly the same, and the bits are the same each
    /// time.
    @ParameterizedTest
    @MethodSource("designs")
    void sixteenBitsLeadInTheSameDirection(NetDesign design, int scale) {
        var parameters = Parameters.of(design, scale);
        var weights = lively(parameters);
        var batch = Numbers.batch(2, 16, scale, design.told().size());
        var exact = new float[parameters.count()];
        var short16 = new float[parameters.count()];
        var again = new float[parameters.count()];
        try (var net = new TorchNet(design, scale);
                var half = new TorchNet(design, scale, Arithmetic.BF16, null)) {
            float loss = net.learn(weights, batch, Loss.CHARBONNIER, exact);
            assertThat(half.learn(weights, batch, Loss.CHARBONNIER, short16)).isCloseTo(loss, within(0.02f * loss));
            half.learn(weights, batch, Loss.CHARBONNIER, again);
        }
        assertThat(again).isEqualTo(short16);
        assertThat(Numbers.cosine(exact, short16)).isGreaterThan(0.98).isLessThan(1 - 1e-8);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void aModelOfOursGivesItsParametersBack(NetDesign design, int scale) {
        var weights = lively(Parameters.of(design, scale));
        assertThat(ParentWeights.of(GraphLayers.model(design, scale, weights), design, scale))
                .isEqualTo(weights);
    }

    /// CUnet hardly changes what is clean, and neither does its first half with constants for means. What it is told,
    /// and what it sees on a quarter of the sides, begins without effect.
    @Test
    void theFirstHalfOfCunetKeepsACleanPictureBeforeItHasLearned() throws IOException {
        var design = new NetDesign(NetDesign.Kind.UNET, 2, 64, List.of(Told.JPEG));
        var file = Files.readAllBytes(Path.of("../models/cunet-denoise1/model.onnx"));
        int side = 64;
        int rim = 16; // where zeros around the picture count
        var picture = Scene.drawn(3, 0, side).samples().clone();
        for (int i = 0; i < picture.length; i++) {
            picture[i] /= Picture.WHITE;
        }
        try (var net = new TorchNet(design, 1)) {
            var start = ParentWeights.of(file, design, 1);
            var answer = net.answer(start, picture, side, side, 0);
            assertThat(net.answer(start, picture, side, side, 0.5f)).isEqualTo(answer);
            double sum = 0;
            for (int y = rim; y < side - rim; y++) {
                for (int x = rim; x < side - rim; x++) {
                    sum += Math.abs(answer[y * side + x] - picture[y * side + x]);
                }
            }
            assertThat(sum / Math.pow(side - 2 * rim, 2)).isLessThan(0.005);
        }
    }

    @Test
    void aModelOfAnotherDesignIsRefused() {
        var other = new NetDesign(NetDesign.Kind.PLAIN, 3, 8);
        var file = GraphLayers.model(other, 2, lively(Parameters.of(other, 2)));
        assertThatThrownBy(() -> ParentWeights.of(file, new NetDesign(NetDesign.Kind.PLAIN, 4, 8), 2))
                .hasMessageContaining("3 convolutions, the recipe's net 4");
        assertThatThrownBy(() -> ParentWeights.of(file, new NetDesign(NetDesign.Kind.PLAIN, 3, 6), 2))
                .hasMessageContaining("first differs");
    }

    /// Weights as at the start of a training, but with a last layer as strong as the others.
    private static float[] lively(Parameters parameters) {
        var weights = parameters.drawn(1);
        var last = parameters.layer("last");
        for (int i = last.start(); i < last.biases() + last.outputs(); i++) {
            weights[i] *= 10;
        }
        return weights;
    }
}
