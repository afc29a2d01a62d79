package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Picture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks of a chain that compute and learn as one.
@NeedsTorch
class ChainIT {
    private static final float STEP = 1e-3f;
    private static final int SIDE = 16;

    static Stream<List<Link>> chains() {
        return Stream.of(
                List.of(link(NetDesign.Kind.PLAIN, 3, 8, 1), link(NetDesign.Kind.PLAIN, 3, 8, 2)),
                List.of(link(NetDesign.Kind.UNET, 1, 8, 1), link(NetDesign.Kind.SPAN, 2, 8, 2, Told.NOISE, Told.JPEG)),
                List.of(
                        link(NetDesign.Kind.HALF, 2, 6, 1),
                        link(NetDesign.Kind.PLAIN, 2, 6, 1),
                        link(NetDesign.Kind.SPAN, 1, 6, 4)));
    }

    private static Link link(NetDesign.Kind kind, int depth, int channels, int scale, Told... told) {
        return new Link(new NetDesign(kind, depth, channels, List.of(told)), scale, Arithmetic.FP32);
    }

    /// The first network goes beyond white, which the second one must not read.
    @ParameterizedTest
    @MethodSource("chains")
    void theExportedModelsAnswerAsTheTrainer(List<Link> links) {
        var weights = lively(links);
        var told = Numbers.drawn(told(links), 5);
        var picture = Numbers.drawn(Picture.BANDS * SIDE * SIDE, 1);
        float[] trained;
        try (var net = new TorchNet(links, null)) {
            trained = net.answer(weights, picture, SIDE, SIDE, told);
        }
        var exported = picture;
        int at = 0;
        boolean wentBeyond = false;
        for (var link : links) {
            int end = at + link.parameters().count();
            var file = GraphLayers.model(link.design(), link.scale(), Arrays.copyOfRange(weights, at, end));
            try (var model = new RunningModel(file, link.design().told())) {
                boolean isLast = end == weights.length;
                exported = model.answer(exported, SIDE, SIDE, isLast ? told : new float[0]);
                for (int i = 0; i < exported.length && !isLast; i++) {
                    wentBeyond |= exported[i] < 0 || exported[i] > 1;
                    exported[i] = Math.clamp(exported[i], 0, 1);
                }
            }
            at = end;
        }
        assertThat(wentBeyond).isTrue();
        assertThat(trained).hasSameSizeAs(exported);
        for (int i = 0; i < exported.length; i++) {
            assertThat(exported[i]).isCloseTo(trained[i], within(1e-5f));
        }
    }

    /// In each network by itself, so that none of them hides behind another.
    @ParameterizedTest
    @MethodSource("chains")
    void theGradientOfEachNetworkIsTheSlopeOfTheLoss(List<Link> links) {
        var weights = lively(links);
        var batch = Numbers.batch(2, SIDE, links.getLast().scale(), told(links));
        var gradient = new float[weights.length];
        var unused = new float[weights.length];
        try (var net = new TorchNet(links, null)) {
            net.learn(weights, batch, Loss.CHARBONNIER, gradient);
            int at = 0;
            for (var link : links) {
                int end = at + link.parameters().count();
                double length = 0;
                for (int i = at; i < end; i++) {
                    length += (double) gradient[i] * gradient[i];
                }
                length = Math.sqrt(length);
                assertThat(length).isPositive();
                var ahead = weights.clone();
                var behind = weights.clone();
                for (int i = at; i < end; i++) {
                    ahead[i] += (float) (STEP * gradient[i] / length);
                    behind[i] -= (float) (STEP * gradient[i] / length);
                }
                double difference = (double) net.learn(ahead, batch, Loss.CHARBONNIER, unused)
                        - net.learn(behind, batch, Loss.CHARBONNIER, unused);
                assertThat(difference / 2 / STEP).isCloseTo(length, within(0.02 * length));
                at = end;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void twoHalvesOfABatchAreTheWholeAndTheBitsAreTheSameEachTime(List<Link> links) {
        var weights = lively(links);
        var batch = Numbers.batch(3, SIDE, links.getLast().scale(), told(links));
        var whole = new float[weights.length];
        var halves = new float[weights.length];
        var again = new float[weights.length];
        try (var net = new TorchNet(links, null);
                var learners = new Learners(links, null)) {
            float loss = net.learn(weights, batch, Loss.CHARBONNIER, whole);
            assertThat(learners.learn(weights, batch, Loss.CHARBONNIER, halves)).isCloseTo(loss, within(1e-6f));
            learners.learn(weights, batch, Loss.CHARBONNIER, again);
        }
        assertThat(again).isEqualTo(halves);
        for (int i = 0; i < whole.length; i++) {
            assertThat(halves[i]).isCloseTo(whole[i], within(1e-6f + 1e-4f * Math.abs(whole[i])));
        }
    }

    /// Each network computes in its own arithmetic, whose direction is nearly the same.
    @ParameterizedTest
    @MethodSource("chains")
    void sixteenBitsLeadInTheSameDirection(List<Link> links) {
        var weights = lively(links);
        var batch = Numbers.batch(2, SIDE, links.getLast().scale(), told(links));
        var exact = new float[weights.length];
        var rounded = new float[weights.length];
        var last = new ArrayList<>(links);
        last.add(new Link(links.getLast().design(), last.removeLast().scale(), Arithmetic.BF16));
        var all = links.stream()
                .map(link -> new Link(link.design(), link.scale(), Arithmetic.BF16))
                .toList();
        try (var net = new TorchNet(links, null);
                var half = new TorchNet(last, null);
                var short16 = new TorchNet(all, null)) {
            net.learn(weights, batch, Loss.CHARBONNIER, exact);
            half.learn(weights, batch, Loss.CHARBONNIER, rounded);
            double cosineOfHalf = Numbers.cosine(exact, rounded);
            short16.learn(weights, batch, Loss.CHARBONNIER, rounded);
            assertThat(cosineOfHalf).isGreaterThan(0.98).isLessThan(1 - 1e-8);
            assertThat(Numbers.cosine(exact, rounded)).isGreaterThan(0.95).isNotEqualTo(cosineOfHalf);
        }
    }

    @Test
    void onlyTheLastNetworkMayBeTold() {
        var links =
                List.of(link(NetDesign.Kind.PLAIN, 2, 6, 1, Told.JPEG), link(NetDesign.Kind.PLAIN, 2, 6, 1, Told.JPEG));
        assertThatThrownBy(() -> new TorchNet(links, null)).hasMessageContaining("only the last network of a chain");
    }

    /// Weights as at the start of a training, but all networks before the last one change their picture a lot.
    private static float[] lively(List<Link> links) {
        var rows = new ArrayList<float[]>();
        for (var link : links) {
            var parameters = link.parameters();
            var weights = parameters.drawn(1);
            var last = parameters.layer("last");
            rows.add(weights);
            for (int i = last.start(); i < last.biases() && rows.size() < links.size(); i++) {
                weights[i] *= 10;
            }
        }
        var all = FloatBuffer.allocate(rows.stream().mapToInt(row -> row.length).sum());
        rows.forEach(all::put);
        return all.array();
    }

    private static int told(List<Link> links) {
        return links.getLast().design().told().size();
    }
}
