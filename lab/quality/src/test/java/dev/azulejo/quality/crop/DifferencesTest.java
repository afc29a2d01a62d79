package dev.azulejo.quality.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.rows.MemoryRows;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
    @ParameterizedTest
    @CsvSource({"1, 8", "3, 8", "4, 8", "3, 16"})
    void theSquareThatDiffersIsFoundInPixelsOfAnyKind(int bands, int bits) throws UnreadableImage {
        var format = new PixelFormat(bands, bits);
        var plain = PixelBlock.blank(new Size(200, 300), format);
        var other = PixelBlock.blank(new Size(200, 300), format);
        for (int y = 128; y < 192; y++) {
            for (int x = 64; x < 128; x++) {
                for (int band = 0; band < format.colourBands(); band++) {
                    int at = y * other.stride() + x * format.bytesPerPixel() + band * format.bytesPerSample();
                    other.samples()[at + format.bytesPerSample() - 1] = 20;
                }
            }
        }
        var most = Differences.of(List.of(new MemoryRows(plain), new MemoryRows(other)))
                .most(64);
        assertThat(most.rect()).isEqualTo(new Rect(64, 128, 64, 64));
        assertThat(most.difference()).isCloseTo(20 / Math.sqrt(2), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"64, 65", "65, 64"})
    void onlyImagesOfOneSizeAreCompared(int width, int height) {
        var one = new MemoryRows(PixelBlock.blank(new Size(64, 64), PixelFormat.rgb8()));
        var other = new MemoryRows(PixelBlock.blank(new Size(width, height), PixelFormat.rgb8()));
        assertThatThrownBy(() -> Differences.of(List.of(one, other))).isInstanceOf(IllegalArgumentException.class);
    }
}
