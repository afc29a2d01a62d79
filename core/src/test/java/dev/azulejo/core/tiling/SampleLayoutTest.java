package dev.azulejo.core.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleLayoutTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cropsOfOneShapeLieInsideTheImageOnMultiplesOfFour(long seed) {
        var random = new Random(seed);
        var image = new Size(side(random), side(random));
        var layout = new SampleLayout(image);
        assertThat(layout.crops())
                .doesNotHaveDuplicates()
                .hasSize(image.pixels() <= 73_728 ? 1 : 8)
                .allSatisfy(crop -> {
                    assertThat(image.bounds().contains(crop)).isTrue();
                    assertThat(new Size(crop.width(), crop.height())).isEqualTo(layout.crop());
                    assertThat(crop.left() % 4).isZero();
                    assertThat(crop.top() % 4).isZero();
                });
    }

    private static int side(Random random) {
        return (int) Math.exp(random.nextDouble() * Math.log(20_000)) + 1;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "73728, 1", "5, 333", "288, 256"})
    void aSmallImageIsItsOwnSample(int width, int height) {
        var image = new Size(width, height);
        assertThat(new SampleLayout(image).crops()).containsExactly(image.bounds());
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 96, 96, 4, 2",
        "3000, 4000, 96, 96, 2, 4",
        "500000, 3, 96, 3, 8, 1",
        "90, 90000, 88, 96, 1, 8",
        "73729, 1, 96, 1, 8, 1"
    })
    void otherwiseCropsSpreadEvenly(int width, int height, int cropWidth, int cropHeight, int columns, int rows) {
        var layout = new SampleLayout(new Size(width, height));
        assertThat(layout.crop()).isEqualTo(new Size(cropWidth, cropHeight));
        assertThat(layout.crops().stream().mapToInt(crop -> crop.left()).distinct())
                .hasSize(columns);
        assertThat(layout.crops().stream().mapToInt(crop -> crop.top()).distinct())
                .hasSize(rows);
    }

    @Test
    void eachCropLiesInTheMiddleOfItsShare() {
        var crops = new SampleLayout(new Size(4_000, 2_000)).crops();
        assertThat(crops.getFirst().left()).isEqualTo(452); // 4,000 / 8 - 48
        assertThat(crops.getFirst().top()).isEqualTo(452);
        assertThat(crops.getLast().left()).isEqualTo(3_452);
    }
}
