package dev.azulejo.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    @ParameterizedTest
    @EnumSource
    void eachTurnsPixelsAsExifDefinesIt(Orientation orientation) {
        var stored = new Size(5, 3);
        var upright = orientation.upright(stored);
        assertThat(upright).isEqualTo(ExifDefinition.upright(orientation.exifValue(), stored));
        for (int row = 0; row < stored.height(); row++) {
            for (int column = 0; column < stored.width(); column++) {
                int x = orientation.swapsAxes() ? row : column;
                int y = orientation.swapsAxes() ? column : row;
                var seen = new Rect(
                        orientation.reversesX() ? upright.width() - 1 - x : x,
                        orientation.reversesY() ? upright.height() - 1 - y : y,
                        1,
                        1);
                assertThat(seen).isEqualTo(ExifDefinition.seen(orientation.exifValue(), stored, column, row));
            }
        }
    }

    @Test
    void theirValuesAreOneToEight() {
        assertThat(Arrays.stream(Orientation.values()).map(Orientation::exifValue))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsValue(Orientation orientation) {
        assertThat(Orientation.ofExif(orientation.exifValue())).isEqualTo(orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 9, 255, Integer.MAX_VALUE})
    void aValueWithoutMeaningIsUpright(int value) {
        assertThat(Orientation.ofExif(value)).isEqualTo(Orientation.NORMAL);
    }
}
