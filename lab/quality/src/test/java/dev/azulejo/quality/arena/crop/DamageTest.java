package dev.azulejo.quality.arena.crop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamageTest {
    @Test
    void damageIsPlainAndKeepsTheMean() {
        var crop = PixelBlock.random(new Random(1), new Size(64, 40), PixelFormat.rgb8());
        var damaged = Damage.of(crop).orElseThrow();
        assertThat(deviation(damaged)).isLessThan(deviation(crop) / 4);
        assertThat(mean(damaged)).isBetween(mean(crop) - 2, mean(crop) + 2);
        assertThat(damaged.bounds()).isEqualTo(crop.bounds());
    }

    @Test
    void aSoftEdgeIsBlurredMore() {
        var crop = PixelBlock.blank(new Size(120, 30), PixelFormat.rgb8());
        for (int i = 0; i < crop.samples().length; i++) {
            int x = i % crop.stride() / 3;
            crop.samples()[i] = (byte) Math.clamp(128 + (x - 60) * 8, 0, 255);
        }
        assertThat(Damage.of(crop)).isPresent();
    }

    @Test
    void whatIsFlatCannotBeDamaged() {
        assertThat(Damage.of(PixelBlock.blank(new Size(64, 64), PixelFormat.rgb8())))
                .isEmpty();
    }

    private static double mean(PixelBlock block) {
        double sum = 0;
        for (byte sample : block.samples()) {
            sum += sample & 0xff;
        }
        return sum / block.samples().length;
    }

    private static double deviation(PixelBlock block) {
        double mean = mean(block);
        double squares = 0;
        for (byte sample : block.samples()) {
            squares += ((sample & 0xff) - mean) * ((sample & 0xff) - mean);
        }
        return Math.sqrt(squares / block.samples().length);
    }
}
