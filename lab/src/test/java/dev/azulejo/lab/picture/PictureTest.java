package dev.azulejo.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests pictures of floats, and those that are drawn.
class PictureTest {
    static IntStream ways() {
        return IntStream.range(0, 8);
    }

    @Test
    void theEightWaysToTurnAreDifferentAndLoseNothing() {
        var picture = Scene.drawn(1, 0, 16).crop(new Rect(0, 0, 16, 9));
        var seen = new HashSet<String>();
        ways().forEach(way -> seen.add(Arrays.toString(picture.turned(way).samples())));
        assertThat(seen).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSquareTurnedAsOftenAsItTakesIsItselfAgain(int way) {
        var picture = Scene.drawn(2, 0, 8);
        var turned = picture;
        int times = 0;
        do {
            turned = turned.turned(way);
            times++;
        } while (!Arrays.equals(turned.samples(), picture.samples()) && times < 5);
        assertThat(times).isLessThan(5);
    }

    @Test
    void aSceneIsTheSameForItsSeedAndNumberAndOtherwiseAnother() {
        var scene = Scene.drawn(3, 5, 32);
        assertThat(Scene.drawn(3, 5, 32).samples()).isEqualTo(scene.samples());
        assertThat(Scene.drawn(3, 6, 32).samples()).isNotEqualTo(scene.samples());
        assertThat(Scene.drawn(4, 5, 32).samples()).isNotEqualTo(scene.samples());
    }

    @Test
    void blocksOf8BitsComeBackAsTheyWere() {
        var block = Scene.drawn(5, 0, 24).block();
        assertThat(Picture.of(block).block().samples()).isEqualTo(block.samples());
    }

    @Test
    void psnrIsThatOfOneLevel() {
        var black = Picture.blank(8, 8);
        var other = Picture.blank(8, 8);
        Arrays.fill(other.samples(), 1);
        assertThat(black.psnr(other, 1)).isBetween(48.13, 48.14);
        assertThat(black.psnr(black, 0)).isInfinite();
    }
}
