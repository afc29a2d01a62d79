package dev.azulejo.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SrgbDecoderTest {
    private static final Size SIZE = new Size(17, 9);

    @Test
    void coloursOfAnotherProfileBecomeThoseOfSrgb() throws UnreadableImage {
        var red = PixelBlock.blank(SIZE, new PixelFormat(4, 8));
        for (int i = 0; i < red.samples().length; i += 4) {
            red.samples()[i] = (byte) 200;
            red.samples()[i + 1] = 90;
            red.samples()[i + 2] = 60;
            red.samples()[i + 3] = 77;
        }
        var decoded = decoded(red, StandardProfile.DISPLAY_P3.bytes());
        assertThat(decoded.samples()[0] & 0xff).isBetween(210, 230); // P3's red is more than sRGB's
        assertThat(decoded.samples()[1] & 0xff).isBetween(75, 92);
        assertThat(decoded.samples()[3]).isEqualTo((byte) 77);
    }

    @Test
    void deepColoursStayDeep() throws UnreadableImage {
        var noise = PixelBlock.random(new Random(1), SIZE, new PixelFormat(3, 16));
        var decoded = decoded(noise, StandardProfile.DISPLAY_P3.bytes());
        assertThat(decoded.format()).isEqualTo(noise.format());
        assertThat(decoded.samples()).isNotEqualTo(noise.samples());
    }

    @Test
    void whatIsInSrgbAlreadyKeepsEachSample() throws UnreadableImage {
        var colour = PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8());
        var grey = PixelBlock.random(new Random(1), SIZE, new PixelFormat(1, 8));
        assertThat(decoded(colour, null).samples()).isEqualTo(colour.samples());
        assertThat(decoded(colour, StandardProfile.SRGB.bytes()).samples()).isEqualTo(colour.samples());
        assertThat(decoded(grey, StandardProfile.GREY.bytes()).samples()).isEqualTo(grey.samples());
        assertThat(decoded(grey, StandardProfile.SRGB.bytes()).samples()).isEqualTo(grey.samples());
    }

    private static PixelBlock decoded(PixelBlock pixels, byte @Nullable [] profile) throws UnreadableImage {
        var decoder = new SrgbDecoder(new Held(pixels, profile), TestLibvips.LIBVIPS);
        try (var rows = decoder.decode(InputStream.nullInputStream(), 1)) {
            var image = rows.image();
            var block = PixelBlock.blank(image.stored(), image.pixels());
            rows.next(5, block.samples(), 0);
            rows.next(SIZE.height() - 5, block.samples(), 5 * block.stride());
            return block;
        }
    }

    /// A decoder that ignores its source and decodes the pixels that it holds.
    private record Held(PixelBlock pixels, byte @Nullable [] profile) implements ImageDecoder {
        @Override
        public String fingerprint() {
            return "held";
        }

        @Override
        public ProbedImage probe(InputStream source, int page) {
            return ProbedImage.plain(ImageFormat.PNG, SIZE, pixels.format())
                    .with(ImageMetadata.NONE.withProfile(profile == null ? null : new Blob(profile)), List.of());
        }

        @Override
        public Rows decode(InputStream source, int page) {
            return new Rows() {
                private int nextRow;

                @Override
                public ProbedImage image() {
                    return probe(source, page);
                }

                @Override
                public void next(int count, byte[] target, int offset) {
                    System.arraycopy(
                            pixels.samples(), nextRow * pixels.stride(), target, offset, count * pixels.stride());
                    nextRow += count;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }
}
