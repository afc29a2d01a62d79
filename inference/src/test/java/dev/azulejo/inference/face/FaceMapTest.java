package dev.azulejo.inference.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.inference.face.FaceMap.Kernel;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceMapTest {
    private static final int SIDE = 12;

    /// Adds up sample by sample, in the order of weights: the bits must not depend on how many are taken at once.
    @ParameterizedTest
    @CsvSource({
        "3, 24, 5, 2, 1, false",
        "7, 5, 1, 1, 0, false",
        "8, 2, 1, 1, 0, false",
        "4, 3, 3, 1, 1, false",
        "6, 6, 3, 1, 1, true",
        "6, 6, 3, 2, 0, true"
    })
    void aConvolutionHasTheBitsOfItsDefinition(int read, int made, int side, int stride, int before, boolean isOfEach) {
        var random = new Random(11);
        var map = new FaceMap(read, SIDE, floats(random, read * SIDE * SIDE));
        var kernel = new Kernel(
                floats(random, made * (isOfEach ? 1 : read) * side * side), made, side, stride, before, isOfEach);
        var bias = floats(random, made);
        var found = map.convolved(kernel, bias);
        assertThat(found.side()).isEqualTo(SIDE / stride);
        for (int to = 0; to < made; to++) {
            for (int window = 0; window < found.side() * found.side(); window++) {
                assertThat(found.samples()[to * found.side() * found.side() + window])
                        .isEqualTo(defined(map, kernel, bias, to, window));
            }
        }
    }

    private static float defined(FaceMap map, Kernel kernel, float[] bias, int to, int window) {
        int across = SIDE / kernel.stride();
        int read = kernel.isOfEach() ? 1 : map.maps();
        float sum = bias[to];
        for (int tap = 0; tap < read * kernel.side() * kernel.side(); tap++) {
            int from = kernel.isOfEach() ? to : tap / (kernel.side() * kernel.side());
            int x = window % across * kernel.stride() + tap % kernel.side() - kernel.before();
            int y = window / across * kernel.stride() + tap / kernel.side() % kernel.side() - kernel.before();
            if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) {
                float weight = kernel.weights()[to * read * kernel.side() * kernel.side() + tap];
                sum += weight * map.samples()[(from * SIDE + y) * SIDE + x];
            }
        }
        return sum;
    }

    private static float[] floats(Random random, int count) {
        var floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }
}
