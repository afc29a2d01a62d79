package dev.azulejo.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.damage.NoCodecs;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What models are told of, and given, of the photographs that they are measured on.
class RulerTest {
    private static final int QUALITY = 30;

    @Test
    void aNetworkIsToldOfTheJpegThatItMends() {
        var asked = List.of(Told.NOISE, Told.JPEG);
        assertThat(ruler(2, true, 1).told(asked)).containsExactly(0f, 0.7f);
        assertThat(ruler(2, false, 1).told(asked)).containsExactly(0f, 0f);
        assertThat(ruler(2, true, 1).told(List.of())).isEmpty();
    }

    /// A photograph of 50 x 38 pixels.
    @ParameterizedTest
    @CsvSource({"1, 1, 50, 38", "1, 4, 48, 36", "2, 1, 24, 18", "2, 4, 24, 16"})
    void sidesAreThoseThatTheNetworkTakes(int scale, int aligned, int width, int height) {
        for (boolean restores : new boolean[] {true, false}) {
            ruler(scale, restores, aligned).measured(Picture.blank(50, 38), small -> {
                assertThat(small.width()).isEqualTo(width);
                assertThat(small.height()).isEqualTo(height);
                return Picture.blank(scale * width, scale * height);
            });
        }
    }

    private static Ruler ruler(int scale, boolean restores, int aligned) {
        return new Ruler(scale, restores, QUALITY, aligned, new NoCodecs());
    }
}
