package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scene;
import dev.azulejo.lab.picture.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SPAN as it is in this repository: read, and written with other weights.
@NeedsTorch
class PublishedSpanIT {
    private static final NetDesign SPAN = new NetDesign(NetDesign.Kind.SPAN, 6, 48);

    @Test
    void thePublishedModelAnswersAsItDidWhereItIsToldNothing() throws IOException {
        var design = new NetDesign(NetDesign.Kind.SPAN, 6, 48, List.of(Told.NOISE, Told.JPEG));
        var file = Files.readAllBytes(Path.of("../models/span-x2/model.onnx"));
        var samples = scene(64);
        try (var net = new TorchNet(design, 2);
                var model = new RunningModel(file)) {
            var ours = net.answer(ParentWeights.of(file, design, 2), samples, 64, 64, 0, 0);
            assertThat(furthest(model.answer(samples, 64, 64), ours)).isLessThan(1e-4f);
        }
    }

    /// Written again with what was read from it, the file is the same to the byte.
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aPublishedModelIsWrittenAsItWas(int scale) throws IOException {
        var file = Files.readAllBytes(Path.of("../models/span-x%d/model.onnx".formatted(scale)));
        assertThat(PublishedSpan.takes(file, SPAN)).isTrue();
        assertThat(PublishedSpan.with(file, SPAN, scale, ParentWeights.of(file, SPAN, scale)))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aPublishedGraphAnswersWithOtherWeightsAsTheTrainer(int scale) throws IOException {
        var file = Files.readAllBytes(Path.of("../models/span-x%d/model.onnx".formatted(scale)));
        var learned = ParentWeights.of(file, SPAN, scale);
        var random = Seeds.random(3, "learned", 0);
        for (int i = 0; i < learned.length; i++) {
            learned[i] += 1e-3f * (float) random.nextGaussian();
        }
        var mixed = Parameters.of(SPAN, scale).layer("mixed"); // has biases that the file has no place for
        for (int i = 0; i < mixed.outputs(); i++) {
            learned[mixed.biases() + i] += i % 2 - 0.5f;
        }
        var written = PublishedSpan.with(file, SPAN, scale, learned);
        var samples = scene(48);
        try (var net = new TorchNet(SPAN, scale);
                var model = new RunningModel(written)) {
            var exported = model.answer(samples, 48, 48);
            assertThat(furthest(exported, net.answer(learned, samples, 48, 48))).isLessThan(0.01f);
            var rounded = ParentWeights.of(written, SPAN, scale);
            // both engines round by the processor: 1.02e-5 with AVX2 alone
            assertThat(furthest(exported, net.answer(rounded, samples, 48, 48))).isLessThan(2e-5f);
        }
    }

    /// What a network is told has no place in the published graph.
    @Test
    void aNetworkThatIsToldHasAGraphOfItsOwn() throws IOException {
        var file = Files.readAllBytes(Path.of("../models/span-x2/model.onnx"));
        assertThat(PublishedSpan.takes(file, new NetDesign(NetDesign.Kind.SPAN, 6, 48, List.of(Told.JPEG))))
                .isFalse();
    }

    private static float[] scene(int side) {
        var scene = Scene.drawn(1, 0, side).samples().clone();
        for (int i = 0; i < scene.length; i++) {
            scene[i] /= Picture.WHITE;
        }
        return scene;
    }

    private static float furthest(float[] one, float[] other) {
        float furthest = 0;
        for (int i = 0; i < one.length; i++) {
            furthest = Math.max(furthest, Math.abs(one[i] - other[i]));
        }
        return furthest;
    }
}
