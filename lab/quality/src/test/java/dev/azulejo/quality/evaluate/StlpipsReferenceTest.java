package dev.azulejo.quality.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.MetricModel;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ST-LPIPS equals what its authors' program, run by PyTorch, makes of the same pictures
/// (`lab/quality/reference/expect_stlpips.py`). Skipped where its weights are not on this machine.
class StlpipsReferenceTest {
    private static final Path ROOT = Path.of("../..");
    private static final int BANDS = 3;

    private static final List<MetricModel> OPEN = new ArrayList<>();

    private interface Change {
        int of(PixelBlock pixels, int x, int y, int band);
    }

    @BeforeAll
    static void isHere() {
        var metrics = new MetricFolder(
                ROOT.resolve("models"), LocalConfig.fromEnvironment().pulledModels());
        assumeTrue(metrics.weights("stlpips").isPresent(), "azulejo models pull stlpips brings the weights");
        OPEN.add(metrics.open("stlpips", 1));
    }

    @AfterAll
    static void close() {
        OPEN.forEach(MetricModel::close);
    }

    @Test
    void allPicturesOfTheReferenceAreCompared() throws IOException {
        assertThat(pictures().properties()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "whiskers", "cat-odd", "face", "astronaut", "text", "cup"})
    void distancesEqualThoseOfTheAuthors(String name) throws IOException, UnreadableImage {
        var picture = pictures().path(name);
        var pixels = read(picture);
        assertDistance(pixels, picture, "shift", (of, x, y, band) -> at(of, x - 1, y, band));
        assertDistance(
                pixels,
                picture,
                "blur",
                (of, x, y, band) -> (at(of, x - 1, y, band) + 2 * at(of, x, y, band) + at(of, x + 1, y, band) + 2) / 4);
        assertDistance(pixels, picture, "posterised", (of, x, y, band) -> at(of, x, y, band) / 32 * 32);
        assertDistance(pixels, picture, "darker", (of, x, y, band) -> at(of, x, y, band) * 3 / 4);
        assertThat(distance(pixels, pixels)).isZero();
        assertThat(picture.path("stlpips").path("shift").doubleValue())
                .as("a shift by a pixel hardly counts")
                .isBetween(0.001, 0.005);
    }

    private static JsonNode pictures() throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(ROOT.resolve("lab/quality/reference/stlpips.json")))
                .path("pictures");
    }

    private static void assertDistance(PixelBlock pixels, JsonNode picture, String kind, Change change)
            throws UnreadableImage {
        assertThat(distance(pixels, changed(pixels, change)))
                .as(kind)
                .isCloseTo(picture.path("stlpips").path(kind).doubleValue(), within(1e-6));
    }

    private static double distance(PixelBlock reference, PixelBlock candidate) throws UnreadableImage {
        var network = OPEN.getFirst();
        var options = MetricOptions.DEFAULT.withPerception(
                new Perception.Network(network::between, network.card().leastSide()));
        return Metrics.compare(new MemoryRows(reference), new MemoryRows(candidate), options)
                .value(Metric.STLPIPS)
                .orElseThrow();
    }

    private static PixelBlock read(JsonNode picture) throws IOException {
        var image = ImageIO.read(ROOT.resolve(picture.path("file").textValue()).toFile());
        var size = new Size(
                picture.path("width").intValue(), picture.path("height").intValue());
        var block = PixelBlock.blank(size, PixelFormat.rgb8());
        for (int i = 0; i < size.pixels(); i++) {
            int x = picture.path("left").intValue() + i % size.width();
            int y = picture.path("top").intValue() + i / size.width();
            int colour = image.getRGB(x, y);
            for (int band = 0; band < BANDS; band++) {
                block.samples()[BANDS * i + band] = (byte) (colour >> (8 * (BANDS - 1 - band)));
            }
        }
        return block;
    }

    private static PixelBlock changed(PixelBlock pixels, Change change) {
        var worse = PixelBlock.blank(new Size(pixels.width(), pixels.height()), pixels.format());
        for (int i = 0; i < worse.samples().length; i++) {
            int pixel = i / BANDS;
            worse.samples()[i] = (byte) change.of(pixels, pixel % pixels.width(), pixel / pixels.width(), i % BANDS);
        }
        return worse;
    }

    private static int at(PixelBlock pixels, int x, int y, int band) {
        int column = Math.clamp(x, 0, pixels.width() - 1);
        return pixels.samples()[(y * pixels.width() + column) * BANDS + band] & 0xff;
    }
}
