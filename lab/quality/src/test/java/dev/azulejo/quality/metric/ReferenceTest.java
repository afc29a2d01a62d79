package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.quality.metric.fsim.Original;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Checks that the metrics equal those of scikit-image, SciPy, pytorch-msssim and piq, which
/// `quality/reference/expect.py` has measured on the same pictures. To measure anew, see
/// `quality/reference/README.md`.
class ReferenceTest {
    private static final Path EXPECTED = Path.of("reference/expected.json");
    private static final Path PICTURES = Path.of("target/reference");

    private static final Map<Metric, Double> TOLERANCES = Map.of(
            Metric.PSNR, 1e-6,
            Metric.PSNR_Y, 1e-6,
            Metric.SSIM, 1e-6,
            Metric.MS_SSIM, 1e-6,
            Metric.FSIM, 1e-6,
            Metric.FSIMC, 1e-6,
            Metric.CIEDE2000, 1e-6,
            Metric.NIQE, 1e-6,
            Metric.PIQE, 1e-6,
            Metric.SHARPNESS, 1e-6);

    static final List<Picture> PICTURES_OF_THIS = Picture.ALL;

    /// The step for each distortion: some are strong, some weak.
    static final Map<Distortion, Integer> STEPS = Map.of(
            Distortion.BLUR, 3,
            Distortion.NOISE, 2,
            Distortion.BLOCKS, 4,
            Distortion.SHIFT, 1,
            Distortion.COLOUR, 3);

    @Test
    void thereAreTwentyPicturesWithFiveDistortions() throws IOException {
        assertThat(expected()).hasSize(20).allMatch(picture -> picture.size() == 5);
    }

    @ParameterizedTest
    @FieldSource("PICTURES_OF_THIS")
    void metricsEqualTheirReferences(Picture picture) throws Exception {
        var pixels = picture.pixels();
        var original = new Original();
        var all = expected().path(picture.name());
        for (var step : STEPS.entrySet()) {
            var distorted = step.getKey().of(pixels, step.getValue());
            if (Boolean.getBoolean("azulejo.write")) {
                Files.createDirectories(PICTURES);
                Picture.write(pixels, PICTURES.resolve(picture.name() + ".png"));
                Picture.write(
                        distorted,
                        PICTURES.resolve(picture.name() + "." + step.getKey().id() + ".png"));
                continue;
            }
            var scores = Metrics.compare(original, new MemoryRows(pixels), new MemoryRows(distorted))
                    .and(Metrics.describe(new MemoryRows(distorted)));
            var values = all.path(step.getKey().id());
            for (var metric : TOLERANCES.keySet()) {
                assertEqual(metric, scores, values.path(metric.id()), picture + " " + step.getKey());
            }
        }
    }

    private static void assertEqual(Metric metric, Scores scores, JsonNode value, String where) {
        if (value.isNull()) {
            assertThat(scores.value(metric)).as("%s of %s", metric, where).isEmpty();
        } else {
            assertThat(scores.value(metric).orElseThrow())
                    .as("%s of %s", metric, where)
                    .isCloseTo(value.doubleValue(), within(TOLERANCES.get(metric)));
        }
    }

    private static JsonNode expected() throws IOException {
        return new JsonMapper().readTree(Files.readString(EXPECTED)).path("pictures");
    }
}
