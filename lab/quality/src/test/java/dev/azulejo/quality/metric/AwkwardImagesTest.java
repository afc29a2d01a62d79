package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwkwardImagesTest {
    private static final Size SIZE = new Size(300, 270); // more than a tile of those that are turned

    @Test
    void sixteenBitsAreMeasuredLikeEight() throws UnreadableImage {
        var reference = noise(1, PixelFormat.rgb8());
        var candidate = noise(2, PixelFormat.rgb8());
        assertSame(compare(deep(reference), deep(candidate)), compare(reference, candidate));
        assertThat(compare(deep(reference), reference).value(Metric.PSNR)).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void halfALevelOfSixteenBitsCounts() throws UnreadableImage {
        var reference = deep(noise(1, PixelFormat.rgb8()));
        var candidate = deep(noise(1, PixelFormat.rgb8()));
        for (int i = 0; i < candidate.samples().length; i += 2) {
            candidate.samples()[i] ^= 1; // one of 65,535, which is 1/257 of a level of 255
        }
        assertThat(compare(reference, candidate).value(Metric.PSNR).orElseThrow())
                .isCloseTo(20 * Math.log10(65_535), within(1e-6));
    }

    @Test
    void greyIsMeasuredAsColourWithoutAny() throws UnreadableImage {
        var reference = noise(1, new PixelFormat(1, 8));
        var candidate = noise(2, new PixelFormat(1, 8));
        assertSame(compare(reference, candidate), compare(coloured(reference), coloured(candidate)));
        assertSame(compare(reference, coloured(candidate)), compare(coloured(reference), candidate));
    }

    @Test
    void whatIsTransparentLiesOnWhite() throws UnreadableImage {
        var see = PixelBlock.blank(SIZE, new PixelFormat(4, 8));
        var white = PixelBlock.blank(SIZE, PixelFormat.rgb8());
        Arrays.fill(white.samples(), (byte) 255);
        assertThat(compare(see, white).value(Metric.PSNR)).hasValue(Double.POSITIVE_INFINITY);
        var half = noise(1, new PixelFormat(4, 8));
        var opaque = PixelBlock.blank(SIZE, PixelFormat.rgb8());
        for (int i = 0; i < opaque.samples().length; i++) {
            int alpha = half.samples()[i / 3 * 4 + 3] & 0xff;
            int colour = half.samples()[i / 3 * 4 + i % 3] & 0xff;
            opaque.samples()[i] = (byte) Math.round((colour * alpha + 255 * (255 - alpha)) / 255.0);
        }
        assertThat(compare(half, opaque).value(Metric.PSNR)).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void aPixelIsMeasuredByWhatAPixelHas() throws UnreadableImage {
        var one = PixelBlock.blank(new Size(1, 1), PixelFormat.rgb8());
        var scores = compare(one, one).and(Metrics.describe(new MemoryRows(one)));
        assertThat(scores.all().keySet())
                .doesNotContain(Metric.DOWNSCALE_PSNR, Metric.FACE_SHIFT) // which need a source, and a finder of faces
                .hasSize(Metric.values().length - 2);
        for (var metric :
                List.of(Metric.SSIM, Metric.MS_SSIM, Metric.FSIM, Metric.NIQE, Metric.SHARPNESS, Metric.BLOCKINESS)) {
            assertThat(scores.value(metric)).as(metric.id()).isEmpty();
            assertThat(scores.note(metric))
                    .as(metric.id())
                    .hasValueSatisfying(note -> assertThat(note).contains("needs at least", "1x1"));
        }
        assertThat(scores.value(Metric.SEAM_ENERGY)).hasValue(0);
    }

    @Test
    void whatIsFlatHasNoFeatures() throws UnreadableImage {
        var flat = PixelBlock.blank(SIZE, PixelFormat.rgb8());
        var scores = compare(flat, flat).and(Metrics.describe(new MemoryRows(flat)));
        assertThat(scores.value(Metric.SSIM)).hasValue(1);
        assertThat(scores.note(Metric.FSIM)).hasValue("both images are flat, without any feature");
        assertThat(scores.note(Metric.NIQE)).hasValue("the image is flat nearly everywhere");
        assertThat(scores.note(Metric.SHARPNESS)).hasValue("the image has no steps that could be sharp");
        assertThat(scores.value(Metric.BLOCKINESS)).hasValue(0);
    }

    @Test
    void whatIsTooLongForFsimIsSaid() throws UnreadableImage {
        var ribbon = PixelBlock.random(new Random(1), new Size(70_000, 16), new PixelFormat(1, 8));
        var scores = compare(ribbon, ribbon);
        assertThat(scores.value(Metric.FSIM)).isEmpty();
        assertThat(scores.note(Metric.FSIM).orElseThrow()).startsWith("the images are too long: 70000x16");
        assertThat(scores.value(Metric.SSIM).orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void imagesAreMeasuredUpright(Orientation orientation) throws UnreadableImage {
        var upright = noise(1, PixelFormat.rgb8());
        var stored = stored(upright, orientation);
        var scores = Metrics.compare(new MemoryRows(upright), new Turned(new MemoryRows(stored), orientation));
        assertThat(scores.value(Metric.PSNR)).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void aFileThatBreaksIsReportedAsItIs() {
        var block = noise(1, PixelFormat.rgb8());
        var broken = new Turned(new MemoryRows(block), Orientation.NORMAL) {
            @Override
            public void next(int count, byte[] target, int offset) throws UnreadableImage {
                throw new UnreadableImage(Reason.UNREADABLE, "is cut off", null);
            }
        };
        assertThatThrownBy(() -> Metrics.compare(new MemoryRows(block), broken))
                .isInstanceOf(UnreadableImage.class)
                .hasMessage("is cut off");
    }

    @Test
    void anEnlargedImageReducedIsItsSource() throws UnreadableImage {
        var source = noise(1, PixelFormat.rgb8());
        var large = PixelBlock.blank(SIZE.times(3), PixelFormat.rgb8());
        for (int i = 0; i < large.samples().length; i++) {
            int pixel = i / 3;
            int x = pixel % large.width() / 3;
            int y = pixel / large.width() / 3;
            large.samples()[i] = source.samples()[(y * SIZE.width() + x) * 3 + i % 3];
        }
        assertThat(reduction(source, large).value(Metric.DOWNSCALE_PSNR)).hasValue(Double.POSITIVE_INFINITY);
        large.samples()[0] ^= (byte) 0x80; // 128 levels in one of nine pixels
        double error = 128.0 / 9;
        assertThat(reduction(source, large).value(Metric.DOWNSCALE_PSNR).orElseThrow())
                .isCloseTo(10 * Math.log10(255 * 255 * 3.0 * SIZE.pixels() / (error * error)), within(1e-9));
        assertThat(reduction(large, source).note(Metric.DOWNSCALE_PSNR))
                .hasValue("the result is 300x270, no whole multiple of the source's 900x810");
    }

    /// Rows that state an orientation.
    private static class Turned implements ImageDecoder.Rows {
        private final ImageDecoder.Rows rows;
        private final Orientation orientation;

        Turned(ImageDecoder.Rows rows, Orientation orientation) {
            this.rows = rows;
            this.orientation = orientation;
        }

        @Override
        public ProbedImage image() {
            return new ProbedImage(
                    ImageFormat.PNG,
                    rows.image().stored(),
                    rows.image().pixels(),
                    orientation,
                    ImageMetadata.NONE,
                    null,
                    1,
                    0,
                    List.of());
        }

        @Override
        public void next(int count, byte[] target, int offset) throws UnreadableImage {
            rows.next(count, target, offset);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /// The stored pixels that are upright once they are turned.
    private static PixelBlock stored(PixelBlock upright, Orientation orientation) {
        var size = upright.bounds().size();
        var stored = PixelBlock.blank(orientation.swapsAxes() ? size.transposed() : size, upright.format());
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                int column = orientation.reversesX() ? upright.width() - 1 - x : x;
                int row = orientation.reversesY() ? upright.height() - 1 - y : y;
                int from = (y * upright.width() + x) * 3;
                int to = (orientation.swapsAxes() ? column * stored.width() + row : row * stored.width() + column) * 3;
                System.arraycopy(upright.samples(), from, stored.samples(), to, 3);
            }
        }
        return stored;
    }

    private static PixelBlock noise(int seed, PixelFormat format) {
        return PixelBlock.random(new Random(seed), SIZE, format);
    }

    private static PixelBlock deep(PixelBlock block) {
        var deep = PixelBlock.blank(SIZE, block.format().withBits(16));
        for (int i = 0; i < deep.samples().length; i++) {
            deep.samples()[i] = block.samples()[i / 2]; // 257 times as much
        }
        return deep;
    }

    private static PixelBlock coloured(PixelBlock grey) {
        var colour = PixelBlock.blank(SIZE, PixelFormat.rgb8());
        for (int i = 0; i < colour.samples().length; i++) {
            colour.samples()[i] = grey.samples()[i / 3];
        }
        return colour;
    }

    private static Scores compare(PixelBlock reference, PixelBlock candidate) throws UnreadableImage {
        return Metrics.compare(new MemoryRows(reference), new MemoryRows(candidate));
    }

    private static Scores reduction(PixelBlock source, PixelBlock result) throws UnreadableImage {
        return Metrics.reduction(new MemoryRows(source), new MemoryRows(result));
    }

    private static void assertSame(Scores one, Scores other) {
        assertThat(one.all().keySet()).isEqualTo(other.all().keySet());
        one.all().keySet().forEach(metric -> {
            if (one.value(metric).isPresent()) {
                assertThat(one.value(metric).getAsDouble())
                        .as(metric.id())
                        .isCloseTo(other.value(metric).orElseThrow(), within(1e-9));
            }
        });
    }
}
