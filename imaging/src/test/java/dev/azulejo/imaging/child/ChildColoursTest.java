package dev.azulejo.imaging.child;

import static dev.azulejo.imaging.testkit.TestLibvips.CACHE;
import static dev.azulejo.imaging.testkit.TestLibvips.CHOICE;
import static dev.azulejo.imaging.testkit.TestLibvips.LIBVIPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests colours that a decoder process converts.
class ChildColoursTest {
    private static final byte[] FROM = StandardProfile.DISPLAY_P3.bytes();
    private static final byte[] TO = StandardProfile.SRGB.bytes();

    @AutoClose
    private final ChildDecoder decoder;

    ChildColoursTest(@TempDir Path folder) {
        decoder = new ChildDecoder(CACHE, CHOICE, folder, ChildLimits.DEFAULT);
    }

    private static ResultPixels pixels(int width, int height, int bits) {
        var samples = new byte[width * height * 3 * bits / 8];
        new Random(7).nextBytes(samples);
        return new ResultPixels(width, height, 3, false, bits, samples);
    }

    private ResultPixels convert(ResultPixels pixels) {
        return decoder.colours().convert(pixels, FROM, TO, 3);
    }

    /// The second size is too large for a single message.
    @ParameterizedTest
    @CsvSource({"40, 30, 8", "3000, 1100, 8", "700, 5, 16"})
    void areTheSameAsHere(int width, int height, int bits) {
        var pixels = pixels(width, height, bits);
        var here = new IccTransform(LIBVIPS).convert(pixels, FROM, TO, 3);
        assertThat(convert(pixels).samples()).isEqualTo(here.samples()).isNotEqualTo(pixels.samples());
    }

    @Test
    void areTheSameInGreyAndOfGrey() {
        var pixels = pixels(40, 30, 8);
        var grey = StandardProfile.GREY.bytes();
        var here = new IccTransform(LIBVIPS).convert(pixels, FROM, grey, 1);
        assertThat(decoder.colours().convert(pixels, FROM, grey, 1).samples()).isEqualTo(here.samples());
        assertThat(decoder.colours().convert(here, grey, FROM, 3).samples())
                .isEqualTo(
                        new IccTransform(LIBVIPS).convert(here, grey, FROM, 3).samples());
    }

    @Test
    void ofAProfileThatDoesNotServeAreNoneAndTheNextAreDone() {
        var pixels = pixels(40, 30, 8);
        var none = "no profile".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> decoder.colours().convert(pixels, FROM, none, 3))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("cannot be converted by its colour profile");
        assertThat(convert(pixels).samples()).isNotEqualTo(pixels.samples());
    }

    @Test
    void areAskedForOnceMoreWhereTheProcessHasEnded() {
        var pixels = pixels(40, 30, 8);
        var first = decoder.borrow();
        decoder.giveBack(first);
        assertThat(ProcessHandle.of(first.processId()).orElseThrow().destroyForcibly())
                .isTrue();
        assertThat(convert(pixels).samples()).isNotEqualTo(pixels.samples());
    }

    /// Colours are converted in another process, as for strangers' files.
    @Test
    void noneAreConvertedHereWhereAnotherIsToDoIt() {
        var pixels = pixels(40, 30, 8);
        var mine = new Libvips(LIBVIPS.library());
        mine.convertBy((its, from, to, colours) -> {
            throw new PermanentFailure("asked");
        });
        assertThatThrownBy(() -> new IccTransform(mine).convert(pixels, FROM, TO, 3))
                .hasMessage("asked");
    }
}
