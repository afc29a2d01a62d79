package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.set.BicubicReduction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ThumbnailTest {
    static final List<String> FILES = List.of(
            "docs/images/chelsea.png",
            "docs/images/astronaut.png",
            "benchmarks/pictures/photographs/coffee.png",
            "benchmarks/pictures/drawn/chart.png",
            "benchmarks/pictures/drawn/page.png",
            "benchmarks/pictures/pixels/sprite.png");

    private static Thumbnail of(PixelBlock pixels) throws Exception {
        return Thumbnail.of(new MemoryRows(pixels));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void aPictureThatIsDamagedOrSmallerOrBrighterIsTheSame(String file) throws Exception {
        var whole = Picture.whole(file);
        var thumbnail = of(whole);
        assertThat(thumbnail.likeness(of(Distortion.BLOCKS.of(whole, 6)))).isGreaterThan(0.95);
        assertThat(thumbnail.likeness(of(Distortion.NOISE.of(whole, 6)))).isGreaterThan(0.95);
        assertThat(thumbnail.likeness(of(BicubicReduction.reduce(BicubicReduction.whole(whole, 2), 2))))
                .isGreaterThan(0.95);
        assertThat(thumbnail.likeness(of(darker(whole)))).isGreaterThan(0.95);
    }

    @Test
    void differentOnesAreNot() throws Exception {
        for (var one : FILES) {
            for (var other : FILES) {
                if (!one.equals(other)) {
                    assertThat(of(Picture.whole(one)).likeness(of(Picture.whole(other))))
                            .as("%s and %s", one, other)
                            .isLessThan(0.7);
                }
            }
        }
    }

    @Test
    void whatIsFlatIsLikeNothing() throws Exception {
        var flat = of(PixelBlock.blank(new Size(30, 20), PixelFormat.rgb8()));
        assertThat(flat.likeness(flat)).isZero();
        var tiny = of(PixelBlock.blank(new Size(1, 1), PixelFormat.rgb8()));
        assertThat(tiny.likeness(flat)).isZero();
    }

    private static PixelBlock darker(PixelBlock whole) {
        var dark = PixelBlock.blank(new Size(whole.width(), whole.height()), whole.format());
        for (int i = 0; i < dark.samples().length; i++) {
            dark.samples()[i] = (byte) ((whole.samples()[i] & 0xff) * 3 / 4);
        }
        return dark;
    }
}
