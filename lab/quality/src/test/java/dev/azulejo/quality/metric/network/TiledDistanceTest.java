package dev.azulejo.quality.metric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.rows.StripReader;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Metric.Better;
import dev.azulejo.quality.metric.score.Metric.Needs;
import dev.azulejo.quality.metric.score.OwnMetric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiledDistanceTest {
    private static final int LEAST_SIDE = 21;

    private final List<Size> seen = new ArrayList<>();

    /// The mean difference of samples, so that the mean of tiles, weighted by area, is that of the image.
    private double meanDifference(Planes reference, Planes candidate) {
        assertThat(candidate.bounds()).isEqualTo(reference.bounds());
        seen.add(new Size(reference.width(), reference.height()));
        double sum = 0;
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < reference.height(); y++) {
                for (int x = 0; x < reference.width(); x++) {
                    sum += Math.abs(reference.at(band, x, y) - candidate.at(band, x, y));
                }
            }
        }
        return sum / (3.0 * reference.planeLength());
    }

    /// The score by this metric alone.
    private Scores.Score measured(PixelBlock reference, PixelBlock candidate, int stripRows) throws UnreadableImage {
        var size = new Size(reference.width(), reference.height());
        var meter = TiledDistance.of(size, Metric.STLPIPS, new Perception.Network(this::meanDifference, LEAST_SIDE));
        var references = new StripReader(new MemoryRows(reference), stripRows);
        var candidates = new StripReader(new MemoryRows(candidate), stripRows);
        var strip = references.newStrip();
        var counterpart = candidates.newStrip();
        while (references.next(strip) && candidates.next(counterpart)) {
            meter.accept(strip, counterpart);
        }
        var scores = new Scores.Builder();
        meter.addTo(scores);
        var all = scores.scores();
        return new Scores.Score(all.value(Metric.STLPIPS), all.note(Metric.STLPIPS));
    }

    @Test
    void aNetworkOfOnesOwnIsMeasuredUnderItsName() throws UnreadableImage {
        var pair = own("lpips", Needs.REFERENCE);
        var single = own("musiq", Needs.NOTHING);
        var options = MetricOptions.DEFAULT.withOwn(List.of(
                new OwnNetwork(pair, new Perception.Network(this::meanDifference, 1)),
                new OwnNetwork(single, new Perception.Network((_, candidate) -> candidate.width(), 1))));
        var one = noise(1, new Size(300, 40));
        var compared = Metrics.compare(new MemoryRows(one), new MemoryRows(noise(2, new Size(300, 40))), options);
        assertThat(compared.value(pair).orElseThrow()).isPositive();
        assertThat(compared.value(single)).isEmpty();
        var described = Metrics.describe(new MemoryRows(one), options);
        assertThat(described.value(single)).as("two tiles of 150 columns").hasValue(150);
        assertThat(described.and(compared).all().keySet())
                .endsWith(pair, single)
                .startsWith(Metric.PSNR);
    }

    private static OwnMetric own(String id, Needs needs) {
        return new OwnMetric(id, needs, Better.LOWER, "a test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LPIPS", "psnr", "stlpips", "-x", "a/b"})
    void anIdThatIsNoneOrIsTakenIsRefused(String id) {
        assertThatThrownBy(() -> own(id, Needs.REFERENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + id + "\"");
    }

    private static PixelBlock noise(int seed, Size size) {
        return PixelBlock.random(new Random(seed), size, PixelFormat.rgb8());
    }

    private static double meanDifference(PixelBlock one, PixelBlock other) {
        double sum = 0;
        for (int i = 0; i < one.samples().length; i++) {
            sum += Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff)) / 255.0;
        }
        return sum / one.samples().length;
    }

    @ParameterizedTest
    @CsvSource({
        "256, 256, 1, 256, 256",
        "21, 130, 1, 21, 130",
        "257, 64, 2, 129, 64",
        "300, 514, 6, 150, 172",
        "513, 40, 3, 171, 40"
    })
    void sidesAreCutIntoAsFewPartsAsFitAllAboutAsLong(int width, int height, int tiles, int widest, int highest)
            throws UnreadableImage {
        var size = new Size(width, height);
        var score = measured(noise(1, size), noise(2, size), 64);
        assertThat(seen).hasSize(tiles);
        assertThat(seen).allSatisfy(tile -> {
            assertThat(tile.width()).isBetween(widest - 1, widest);
            assertThat(tile.height()).isBetween(highest - 1, highest);
        });
        assertThat(seen.stream().mapToLong(Size::pixels).sum()).isEqualTo(size.pixels());
        assertThat(score.value().orElseThrow()).isCloseTo(meanDifference(noise(1, size), noise(2, size)), within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 129, 171, 256, 514})
    void theHeightOfStripsChangesNoBit(int rows) throws UnreadableImage {
        var size = new Size(300, 514);
        assertThat(measured(noise(1, size), noise(2, size), rows))
                .isEqualTo(measured(noise(1, size), noise(2, size), 64));
    }

    @Test
    void planesAreRedGreenAndBlueFromBlackToWhite() throws UnreadableImage {
        var orange = PixelBlock.blank(new Size(30, 30), PixelFormat.rgb8());
        for (int i = 0; i < orange.samples().length; i += 3) {
            orange.samples()[i] = (byte) 255;
            orange.samples()[i + 1] = 51;
        }
        PictureDistance colours = (reference, _) -> {
            assertThat(reference.at(0, 7, 5)).isEqualTo(1);
            assertThat(reference.at(1, 7, 5)).isEqualTo(0.2f);
            assertThat(reference.at(2, 7, 5)).isZero();
            return 4;
        };
        var options = MetricOptions.DEFAULT.withPerception(new Perception.Network(colours, LEAST_SIDE));
        assertThat(Metrics.compare(new MemoryRows(orange), new MemoryRows(orange), options)
                        .value(Metric.STLPIPS))
                .hasValue(4);
    }

    @Test
    void samplesOf16BitsAreNotRounded() throws UnreadableImage {
        var format = new PixelFormat(3, 16);
        var black = PixelBlock.blank(new Size(30, 30), format);
        var faint = PixelBlock.blank(new Size(30, 30), format);
        for (int i = 0; i < faint.samples().length; i += 2) {
            faint.samples()[i] = 3;
        }
        assertThat(measured(black, faint, 64).value().orElseThrow()).isCloseTo(3 / 65_535.0, within(1e-10));
    }

    @Test
    void greyCountsAsColourWithoutAny() throws UnreadableImage {
        var grey = PixelBlock.random(new Random(1), new Size(30, 30), new PixelFormat(1, 8));
        var colour = PixelBlock.blank(new Size(30, 30), PixelFormat.rgb8());
        for (int i = 0; i < colour.samples().length; i++) {
            colour.samples()[i] = grey.samples()[i / 3];
        }
        assertThat(measured(grey, colour, 64).value()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"20, 300", "300, 20", "1, 1"})
    void whatIsTooSmallForTheNetworkIsSaid(int width, int height) throws UnreadableImage {
        var size = new Size(width, height);
        var score = measured(noise(1, size), noise(2, size), 64);
        assertThat(score.value()).isEmpty();
        assertThat(score.note()).hasValue("needs at least 21 pixels each way, the images are %s".formatted(size));
        assertThat(seen).isEmpty();
    }

    @Test
    void withoutANetworkTheOthersAreMeasuredAndTheReasonIsSaid() throws UnreadableImage {
        var size = new Size(40, 40);
        var options = MetricOptions.DEFAULT.withPerception(new Perception.None("it is on holiday"));
        var scores = Metrics.compare(new MemoryRows(noise(1, size)), new MemoryRows(noise(2, size)), options);
        assertThat(scores.value(Metric.STLPIPS)).isEmpty();
        assertThat(scores.note(Metric.STLPIPS)).hasValue("it is on holiday");
        assertThat(scores.value(Metric.SSIM)).isPresent();
    }

    @Test
    void aNetworkForLargePicturesAloneIsRefused() {
        assertThatThrownBy(() -> new Perception.Network((_, _) -> 0, 129))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a network that needs pictures of 129 pixels cannot measure tiles of 128");
    }
}
