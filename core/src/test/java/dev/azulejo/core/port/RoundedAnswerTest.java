package dev.azulejo.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundedAnswerTest {
    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /// Of images whose pixels are no multiple of eight, too, and after a larger one, whose marks are still there.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsAllMarkedPixelsAndNoOther(long seed) {
        var random = new Random(seed);
        var rounded = new RoundedAnswer();
        for (int side : new int[] {12, random.nextInt(1, 12)}) {
            var image = Planes.allocate(side, random.nextInt(1, side + 1), 3);
            rounded.begin(image, image);
            var marks = rounded.marks();
            var marked = new TreeSet<Integer>();
            for (int at = 0; at < image.planeLength(); at++) {
                boolean isMarked = random.nextInt(9) == 0;
                marks.put(at, (byte) (isMarked ? RoundedAnswer.DOUBTFUL : 0));
                if (isMarked) {
                    marked.add(at);
                }
            }
            var found = new ArrayList<Integer>();
            for (int at = rounded.nextMarked(0); at < image.planeLength(); at = rounded.nextMarked(at + 1)) {
                found.add(at);
            }
            assertThat(found).containsExactlyElementsOf(marked);
            assertThat(rounded.nextMarked(image.planeLength())).isEqualTo(image.planeLength());
        }
    }
}
