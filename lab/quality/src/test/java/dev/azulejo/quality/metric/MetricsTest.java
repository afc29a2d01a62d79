package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.fsim.Original;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final Size SIZE = new Size(61, 47);
    private static final Size LARGE = new Size(211, 197);

    @Test
    void oneLevelOffEverywhereIs48Decibels() throws UnreadableImage {
        var grey = new PixelFormat(1, 8);
        var scores = compare(flat(grey, 100), flat(grey, 101));
        assertThat(scores.value(Metric.PSNR).orElseThrow()).isCloseTo(48.130803608679, within(1e-9));
        assertThat(scores.value(Metric.PSNR_Y).orElseThrow()).isCloseTo(48.130803608679, within(1e-9));
    }

    @Test
    void identicalImagesAreInfinitelyAlikeAndSaySo() throws UnreadableImage {
        var noise = PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8());
        var scores = compare(noise, noise);
        assertThat(scores.value(Metric.PSNR)).hasValue(Double.POSITIVE_INFINITY);
        assertThat(scores.note(Metric.PSNR)).hasValue("the images are identical, so it is infinite");
        assertThat(scores.value(Metric.SSIM).orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void jsonKnowsNoInfinitySoItIsNullWithANote() throws UnreadableImage {
        var noise = PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8());
        var json = new JsonMapper().createObjectNode();
        compare(noise, noise).addTo(json);
        assertThat(json.get("psnr").isNull()).isTrue();
        assertThat(json.at("/notes/psnr").asText()).isEqualTo("the images are identical, so it is infinite");
        assertThat(json.get("ms_ssim").isNull()).isTrue();
        assertThat(json.at("/notes/ms_ssim").asText())
                .isEqualTo("needs at least 176 pixels each way, the images are 61x47");
        assertThat(json.get("ssim").doubleValue()).isCloseTo(1, within(1e-12));
    }

    @Test
    void sizesThatDifferAreRefused() {
        var grey = new PixelFormat(1, 8);
        var large = PixelBlock.blank(new Size(61, 48), grey);
        assertThatThrownBy(() -> compare(flat(grey, 1), large))
                .isInstanceOf(DifferentSizes.class)
                .hasMessage("the reference is 61x47, the candidate is 61x48: only images of one size can be compared");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 211 * 2, 211 * 7, 211 * 10, 211 * 46, 1 << 20})
    void theHeightOfStripsChangesNoBit(int stripPixels) throws UnreadableImage {
        var reference = PixelBlock.random(new Random(1), LARGE, PixelFormat.rgb8());
        var candidate = PixelBlock.random(new Random(2), LARGE, PixelFormat.rgb8());
        var scores = Metrics.compare(
                new MemoryRows(reference),
                new MemoryRows(candidate),
                MetricOptions.DEFAULT.withStripPixels(stripPixels));
        assertThat(scores.all()).isEqualTo(compare(reference, candidate).all());
        var own = Metrics.describe(new MemoryRows(candidate), MetricOptions.DEFAULT.withStripPixels(stripPixels));
        assertThat(own.all())
                .isEqualTo(Metrics.describe(new MemoryRows(candidate)).all());
    }

    @Test
    void laterComparisonsWithAnOriginalGiveTheNumbersOfAFirstOne() throws UnreadableImage {
        var reference = PixelBlock.random(new Random(1), LARGE, PixelFormat.rgb8());
        var original = new Original();
        for (int seed = 2; seed < 5; seed++) {
            var candidate = PixelBlock.random(new Random(seed), LARGE, PixelFormat.rgb8());
            var scores = Metrics.compare(original, new MemoryRows(reference), new MemoryRows(candidate));
            assertThat(scores.all()).isEqualTo(compare(reference, candidate).all());
        }
    }

    @Test
    void manyAtOnceGiveTheSameNumbers() throws UnreadableImage {
        var reference = PixelBlock.random(new Random(1), LARGE, PixelFormat.rgb8());
        var candidates = IntStream.range(2, 8)
                .mapToObj(seed -> PixelBlock.random(new Random(seed), LARGE, PixelFormat.rgb8()))
                .toList();
        var together = candidates.parallelStream()
                .map(candidate -> unchecked(reference, candidate).all())
                .toList();
        for (int i = 0; i < candidates.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(compare(reference, candidates.get(i)).all());
        }
    }

    private static Scores unchecked(PixelBlock reference, PixelBlock candidate) {
        try {
            return compare(reference, candidate);
        } catch (UnreadableImage e) {
            throw new IllegalStateException(e);
        }
    }

    private static PixelBlock flat(PixelFormat format, int sample) {
        var block = PixelBlock.blank(SIZE, format);
        Arrays.fill(block.samples(), (byte) sample);
        return block;
    }

    private static Scores compare(PixelBlock reference, PixelBlock candidate) throws UnreadableImage {
        return Metrics.compare(new MemoryRows(reference), new MemoryRows(candidate));
    }
}
