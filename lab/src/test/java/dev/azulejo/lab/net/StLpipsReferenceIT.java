package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.MetricModel;
import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.local.machine.LocalConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The loss equals the metric as the engine runs it, and its gradient the differences of that. Skipped where the
/// metric's weights are not on this machine.
@NeedsTorch
class StLpipsReferenceIT {
    private static final String ID = "stlpips";
    private static final float STEP = 2e-3f;

    private static final List<MetricModel> ENGINE = new ArrayList<>();
    private static final List<StLpips> OURS = new ArrayList<>();

    /// A part of a picture, white 1.
    private record Part(int width, int height, float[] samples) {
        Tensor tensor() {
            return torch.from_blob(new FloatPointer(samples), 1, Picture.BANDS, height, width);
        }

        Planes planes() {
            var planes = Planes.allocate(width, height, Picture.BANDS);
            planes.samples().put(0, samples);
            return planes;
        }

        Part plus(float[] direction, float step) {
            var moved = samples.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += step * direction[i];
            }
            return new Part(width, height, moved);
        }

        /// Coarse steps of brightness, as a network that has learned little might answer.
        Part worse() {
            var worse = samples.clone();
            for (int i = 0; i < worse.length; i++) {
                worse[i] = (float) Math.floor(worse[i] * 12) / 12 + 0.02f;
            }
            return new Part(width, height, worse);
        }
    }

    @BeforeAll
    static void isHere() {
        var metrics = new MetricFolder(
                Path.of("../models"), LocalConfig.fromEnvironment().pulledModels());
        assumeTrue(metrics.weights(ID).isPresent(), "azulejo models pull stlpips brings the weights");
        ENGINE.add(metrics.open(ID, 1));
        OURS.add(new StLpips(metrics.verified(ID)));
    }

    @AfterAll
    static void close() {
        ENGINE.forEach(MetricModel::close);
        OURS.forEach(StLpips::close);
    }

    @ParameterizedTest
    @CsvSource({
        "chelsea.png, 60, 0, 256, 256",
        "chelsea.png, 150, 120, 128, 96",
        "astronaut.png, 150, 0, 192, 224",
        "rocket.jpg, 300, 40, 64, 64",
        "text.png, 0, 0, 211, 67",
        "astronaut.png, 200, 80, 21, 40",
    })
    void distancesEqualThoseOfTheMetric(String name, int left, int top, int width, int height) throws IOException {
        var part = part(name, left, top, width, height);
        var worse = part.worse();
        double expected = ENGINE.getFirst().between(part.planes(), worse.planes());
        assertThat(expected).isGreaterThan(0.005);
        assertThat(ours(part, worse)).isCloseTo(expected, within(1e-5 * expected));
        assertThat(ours(part, part)).isZero();
    }

    /// The directions are the steepest, and random ones. The pictures are not flat: where neighbours are equal, their
    /// maximum has no slope.
    @ParameterizedTest
    @CsvSource({"chelsea.png, 200, 100", "astronaut.png, 200, 60", "astronaut.png, 300, 300"})
    void theGradientIsTheSlopeOfTheMetric(String name, int left, int top) throws IOException {
        var truth = part(name, left, top, 64, 64);
        var answer = truth.worse();
        var gradient = gradient(truth, answer);
        assertSlope(truth, answer, gradient, gradient.clone());
        for (int seed = 0; seed < 4; seed++) {
            var random = Seeds.random(seed, "direction", 0);
            var direction = new float[gradient.length];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
            }
            assertSlope(truth, answer, gradient, direction);
        }
    }

    /// @param direction in which the answer changes; only its direction counts
    private static void assertSlope(Part truth, Part answer, float[] gradient, float[] direction) {
        double length = Math.sqrt(dot(direction, direction));
        double slope = dot(gradient, direction) / length;
        double steepest = Math.sqrt(dot(gradient, gradient));
        float step = STEP / (float) length;
        var engine = ENGINE.getFirst();
        double ahead =
                engine.between(truth.planes(), answer.plus(direction, step).planes());
        double behind =
                engine.between(truth.planes(), answer.plus(direction, -step).planes());
        assertThat((ahead - behind) / (2 * STEP)).isCloseTo(slope, within(0.02 * Math.abs(slope) + 1e-3 * steepest));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    /// Where both pictures are black, many of the network's vectors have no length.
    @Test
    void aFlatPictureHasAGradientToo() {
        var black = new Part(32, 32, new float[Picture.BANDS * 32 * 32]);
        for (float each : gradient(black, black.plus(ones(black.samples.length), 0.1f))) {
            assertThat(each).isFinite();
        }
    }

    private static float[] ones(int count) {
        var ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double ours(Part truth, Part answer) {
        try (var _ = new PointerScope()) {
            return OURS.getFirst().between(truth.tensor(), answer.tensor()).item_double();
        }
    }

    private static float[] gradient(Part truth, Part answer) {
        try (var _ = new PointerScope()) {
            var changed = answer.tensor();
            changed.set_requires_grad(true);
            OURS.getFirst().between(truth.tensor(), changed).sum().backward();
            var gradient = new float[answer.samples.length];
            changed.grad().contiguous().data_ptr_float().get(gradient);
            return gradient;
        }
    }

    private static Part part(String name, int left, int top, int width, int height) throws IOException {
        var image = ImageIO.read(Path.of("../docs/images", name).toFile());
        int pixels = width * height;
        var samples = new float[Picture.BANDS * pixels];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i % pixels;
            int colour = image.getRGB(left + pixel % width, top + pixel / width);
            samples[i] = ((colour >> (8 * (Picture.BANDS - 1 - i / pixels))) & 0xff) / Picture.WHITE;
        }
        return new Part(width, height, samples);
    }
}
