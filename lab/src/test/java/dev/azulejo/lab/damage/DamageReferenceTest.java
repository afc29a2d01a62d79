package dev.azulejo.lab.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.damage.Blur.Shape;
import dev.azulejo.lab.picture.Filter;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Resizing;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares damage to what NumPy, SciPy, Pillow and OpenCV make of the same picture
/// (`lab/reference/expect_damage.py`), in levels of 255.
class DamageReferenceTest {
    private static final Picture PICTURE = Reference.picture("picture", 40, 28);

    static Stream<Arguments> blurs() {
        return Stream.of(
                Arguments.of("isotropic", Blur.kernel(Shape.ISOTROPIC, 1.3, 1.3, 0), 1e-3),
                Arguments.of("anisotropic", Blur.kernel(Shape.ANISOTROPIC, 2.1, 0.8, 0.6), 1e-3),
                Arguments.of("sinc", Blur.kernel(Shape.SINC, 1.5, 0, 0), 1e-3),
                // the shares of pixels by fewer points than there
                Arguments.of("defocus", Blur.kernel(Shape.DEFOCUS, 2.6, 0, 0), 0.25),
                Arguments.of("motion", Blur.kernel(Shape.MOTION, 3.5, 0, 0.5), 0.25));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blurs")
    void blursAsScipy(String name, Kernel kernel, double levels) {
        assertThat(Reference.difference(kernel.mixed(PICTURE), name)).isLessThan(levels);
    }

    @ParameterizedTest
    @EnumSource(Filter.class)
    void resizesAsPillow(Filter filter) {
        var name = filter.name().toLowerCase(Locale.ROOT);
        assertThat(Reference.difference(Resizing.resized(PICTURE, 17, 11, filter), name + "-smaller"))
                .isLessThan(1e-2);
        assertThat(Reference.difference(Resizing.resized(PICTURE, 63, 50, filter), name + "-larger"))
                .isLessThan(1e-2);
    }

    @Test
    void sharpensAsScipy() {
        var sharpen = new Sharpen(null, new Range(1.2, 1.2), new Range(1.5, 1.5));
        var setting = new DamageStep.Setting(40, 28, new NoCodecs(), new Strengths());
        assertThat(Reference.difference(sharpen.damaged(PICTURE, new Random(1), setting), "sharpen"))
                .isLessThan(1e-2);
    }

    /// OpenCV treats the outermost pixels differently.
    @Test
    void findsMissingColoursAsOpenCv() {
        var samples = new float[PICTURE.pixels()];
        for (int at = 0; at < samples.length; at++) {
            int band = (at % 40 & 1) + (at / 40 & 1);
            samples[at] = PICTURE.samples()[band * samples.length + at];
        }
        var mosaic = new Mosaic(40, 28, samples);
        var found = Picture.blank(40, 28);
        for (int i = 0; i < found.samples().length; i++) {
            int at = i % samples.length;
            found.samples()[i] = mosaic.near(at % 40, at / 40, i / samples.length);
        }
        assertThat(Reference.difference(found, "demosaic", 1)).isLessThan(1 / 128.0);
    }
}
