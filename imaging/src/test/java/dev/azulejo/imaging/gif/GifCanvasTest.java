package dev.azulejo.imaging.gif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that a GIF is as large as it says, whatever its first frame covers.
class GifCanvasTest {
    private static final byte[] COMMENT = {0x21, (byte) 0xfe, 2, 0x2c, 0x3b, 1, 0x2c, 0};
    private static final byte[] FIRST_IS_TRANSPARENT = {0x21, (byte) 0xf9, 4, 1, 0, 0, 0, 0};
    private static final int RED = 0;
    private static final int BLUE = 1;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private GifCanvasTest canvas(int width, int height) {
        file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        shorts(width, height);
        file.writeBytes(new byte[] {(byte) 0x80, 0, 0, (byte) 0xff, 0, 0, 0, 0, (byte) 0xff});
        return this;
    }

    private void shorts(int... values) {
        for (int value : values) {
            file.writeBytes(ByteBuffer.allocate(2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) value)
                    .array());
        }
    }

    private GifCanvasTest block(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    /// A frame of one colour, in codes of three bits: each pixel after a clear code.
    private GifCanvasTest frame(int left, int top, int width, int height, int colour) {
        file.write(0x2c);
        shorts(left, top, width, height);
        file.writeBytes(new byte[] {0, 2});
        var codes = new StringBuilder();
        for (int i = 0; i < width * height; i++) {
            codes.insert(0, "100").insert(0, "00" + colour);
        }
        codes.insert(0, "101");
        codes.insert(0, "0".repeat((8 - codes.length() % 8) % 8));
        for (int end = codes.length(); end > 0; end -= 8 * Math.min(255, end / 8)) {
            int count = Math.min(255, end / 8);
            file.write(count);
            for (int i = 1; i <= count; i++) {
                file.write(Integer.parseInt(codes.substring(end - 8 * i, end - 8 * i + 8), 2));
            }
        }
        file.write(0);
        return this;
    }

    private PixelBlock decoded(int page) throws UnreadableImage {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(file.toByteArray());
        bytes.write(0x3b);
        try (var rows =
                new VipsDecoder(TestLibvips.LIBVIPS).decode(new ByteArrayInputStream(bytes.toByteArray()), page)) {
            var image = rows.image();
            var block = PixelBlock.blank(image.stored(), image.pixels());
            rows.next(image.stored().height(), block.samples(), 0);
            return block;
        }
    }

    private static String colour(PixelBlock image, int x, int y) {
        int bands = image.format().bands();
        int at = (y * image.width() + x) * bands;
        if (bands == 4 && image.samples()[at + 3] == 0) {
            return "nothing";
        }
        return image.samples()[at] == (byte) 0xff ? "red" : image.samples()[at + 2] == (byte) 0xff ? "blue" : "black";
    }

    /// All sizes that libnsgif takes for screens, one that it does not, and one that it takes for too large.
    @ParameterizedTest
    @CsvSource({
        "640, 480",
        "640, 512",
        "800, 600",
        "1024, 768",
        "1280, 1024",
        "1600, 1200",
        "641, 480",
        "3000, 50",
        "50, 2049"
    })
    void whatNoFrameCoversIsTransparent(int width, int height) throws UnreadableImage {
        var image = canvas(width, height).block(COMMENT).frame(5, 4, 10, 6, RED).decoded(1);
        assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(width, height));
        assertThat(colour(image, 4, 4)).isEqualTo("nothing");
        assertThat(colour(image, 5, 4)).isEqualTo("red");
        assertThat(colour(image, 14, 9)).isEqualTo("red");
        assertThat(colour(image, 15, 9)).isEqualTo("nothing");
        assertThat(colour(image, width - 1, height - 1)).isEqualTo("nothing");
    }

    @Test
    void laterFramesKeepTheirNumbers() throws UnreadableImage {
        canvas(640, 480).frame(0, 0, 3, 3, RED).frame(30, 30, 3, 3, BLUE);
        assertThat(colour(decoded(1), 31, 31)).isEqualTo("nothing");
        var second = decoded(2);
        assertThat(new Size(second.width(), second.height())).isEqualTo(new Size(640, 480));
        assertThat(colour(second, 1, 1)).isEqualTo("red");
        assertThat(colour(second, 31, 31)).isEqualTo("blue");
    }

    @Test
    void theFirstFrameKeepsItsTransparentColour() throws UnreadableImage {
        var image = canvas(640, 480)
                .block(FIRST_IS_TRANSPARENT)
                .block(COMMENT)
                .frame(0, 0, 2, 2, RED)
                .frame(0, 0, 1, 1, RED)
                .decoded(2);
        assertThat(colour(image, 1, 1)).isEqualTo("nothing");
        assertThat(colour(image, 0, 0)).isEqualTo("red");
    }

    @Test
    void aFrameThatCoversTheCanvasNeedsNoTransparency() throws UnreadableImage {
        var image = canvas(12, 9).frame(0, 0, 12, 9, BLUE).decoded(1);
        assertThat(image.format().bands()).isEqualTo(3);
        assertThat(colour(image, 11, 8)).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "0, 0", "640, 0"})
    void aFirstFrameThatIsLargerExtendsTheCanvas(int width, int height) throws UnreadableImage {
        var image = canvas(width, height).frame(5, 4, 20, 10, BLUE).decoded(1);
        assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(Math.max(25, width), 14));
        assertThat(colour(image, 24, 13)).isEqualTo("blue");
        assertThat(colour(image, 0, 0)).isEqualTo("nothing");
    }
}
