package dev.azulejo.core.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Size;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StripLayoutTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stripsCoverTheOutputFromTopToBottom(long seed) {
        var random = new Random(seed);
        var output = new Size(random.nextInt(1, 500), random.nextInt(1, 500));
        var layout = new StripLayout(output, random.nextInt(1, 600));
        int top = 0;
        for (int strip = 0; strip < layout.count(); strip++) {
            var rect = layout.outputRect(strip);
            assertThat(rect.top()).isEqualTo(top);
            assertThat(rect.left()).isZero();
            assertThat(rect.width()).isEqualTo(output.width());
            top = rect.bottom();
        }
        assertThat(top).isEqualTo(output.height());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fittedStripsAreAsHighAsTheBytesAllow(long seed) {
        var random = new Random(seed);
        var output = new Size(random.nextInt(1, 500), random.nextInt(1, 500));
        int pixelBytes = random.nextInt(1, 9);
        int multiple = random.nextInt(1, 33);
        long maxBytes = random.nextInt(1, 200_000);
        var layout = StripLayout.fitted(output, pixelBytes, maxBytes, multiple);
        int rows = layout.rowsPerStrip();
        long rowBytes = (long) output.width() * pixelBytes;
        assertThat(rows % multiple).isZero();
        assertThat(rows * rowBytes <= maxBytes || rows == multiple).isTrue();
        assertThat((rows + multiple) * rowBytes > maxBytes || rows >= output.height())
                .isTrue();
        assertThat(rows).isLessThan(output.height() + multiple);
    }

    @Test
    void aStripMayBeOneRowOfTheWidestImage() {
        var layout = StripLayout.fitted(new Size(1_200_000, 5), 8, 1 << 20, 1);
        assertThat(layout).isEqualTo(new StripLayout(new Size(1_200_000, 5), 1));
    }

    @Test
    void refusesStripsWithoutRows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StripLayout(new Size(1, 1), 0));
    }
}
