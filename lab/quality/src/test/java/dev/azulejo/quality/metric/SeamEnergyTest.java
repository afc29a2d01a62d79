package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.rows.StripReader;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeamEnergyTest {
    private static final Size SIZE = new Size(260, 220);

    /// Gives the grey level of a pixel.
    private interface Level {
        int at(int x, int y);
    }

    private static PixelBlock image(Level level) {
        var block = PixelBlock.blank(SIZE, new PixelFormat(1, 8));
        for (int i = 0; i < block.samples().length; i++) {
            block.samples()[i] = (byte) Math.clamp(level.at(i % SIZE.width(), i / SIZE.width()), 0, 255);
        }
        return block;
    }

    private static Scores.Score seams(PixelBlock reference, PixelBlock candidate, MetricOptions options)
            throws UnreadableImage {
        int rows = options.rows(SIZE.width());
        var references = new StripReader(new MemoryRows(reference), rows);
        var candidates = new StripReader(new MemoryRows(candidate), rows);
        var one = references.newStrip();
        var other = candidates.newStrip();
        var meter = new SeamEnergy(SIZE, options);
        while (references.next(one) && candidates.next(other)) {
            meter.accept(one, other);
        }
        var scores = new Scores.Builder();
        meter.addTo(scores);
        return Objects.requireNonNull(scores.scores().all().get(Metric.SEAM_ENERGY));
    }

    /// Noise of up to 6 levels, with every other tile of `side` lighter by 3; the first tile ends at
    /// `offset`.
    private static PixelBlock tiled(PixelBlock reference, int side, int offset) {
        var random = new Random(5);
        return image((x, y) -> (reference.samples()[y * SIZE.width() + x] & 0xff)
                + random.nextInt(-6, 7)
                + 3 * (((x + side - offset) / side + (y + side - offset) / side) % 2));
    }

    private static PixelBlock picture() {
        var random = new Random(1);
        return image((x, y) -> (x < 130 ? 60 : 160) + random.nextInt(-20, 21)); // an edge is no seam
    }

    @Test
    void tilesUnderNoiseAreFound() throws UnreadableImage {
        var reference = picture();
        var seams = seams(reference, tiled(reference, 40, 13), MetricOptions.DEFAULT);
        assertThat(seams.note()).hasValue("every 40 columns from 13 on, every 40 rows from 13 on");
        assertThat(seams.value().orElseThrow()).isCloseTo(2, within(0.7)); // noise hides a part
    }

    @Test
    void whoKnowsTheTilesIsToldOfThemAlone() throws UnreadableImage {
        var reference = picture();
        var candidate = tiled(reference, 40, 13);
        assertThat(seams(reference, candidate, MetricOptions.DEFAULT.withTileSide(40))
                        .note())
                .hasValue("every 40 columns from 13 on, every 40 rows from 13 on");
        assertThat(seams(reference, candidate, MetricOptions.DEFAULT.withTileSide(37))
                        .value())
                .hasValue(0);
    }

    @Test
    void aSingleSeamThatStandsOutIsFound() throws UnreadableImage {
        var reference = picture();
        var candidate = image((x, y) -> (reference.samples()[y * SIZE.width() + x] & 0xff) + (x < 128 ? 0 : 2));
        var seams = seams(reference, candidate, MetricOptions.DEFAULT);
        assertThat(seams.value()).hasValue(2);
        assertThat(seams.note().orElseThrow()).contains("columns").doesNotContain("rows");
    }

    @Test
    void noiseHasNoSeams() throws UnreadableImage {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var reference = picture();
            // some columns are much worse than others, as errors of pictures are
            var worse = random.ints(SIZE.width(), 1, 4).map(size -> size * size).toArray();
            var candidate = image((x, y) ->
                    (reference.samples()[y * SIZE.width() + x] & 0xff) + random.nextInt(-worse[x], worse[x] + 1));
            found += seams(reference, candidate, MetricOptions.DEFAULT).note().isPresent() ? 1 : 0;
        }
        assertThat(found).isLessThanOrEqualTo(1);
    }

    @Test
    void identicalImagesHaveNone() throws UnreadableImage {
        assertThat(seams(picture(), picture(), MetricOptions.DEFAULT).value()).hasValue(0);
    }
}
