package dev.azulejo.imaging.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.awt.color.ICC_Profile;
import java.awt.color.ICC_ProfileRGB;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which colours a PNG states by its chunks; `BrowserColoursIT` shows them in a browser.
class PngColoursTest {
    private static final int[] P3 = {31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000};

    private static PngFile png(int colourType) {
        return new PngFile(1, 1, 8, colourType, false);
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(4 * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putInt);
        return bytes.array();
    }

    private static ProbedImage probe(PngFile file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS)
                .probe(new ByteArrayInputStream(file.image(new byte[4]).end()), 1);
    }

    private static ICC_Profile profile(PngFile file) throws UnreadableImage {
        var image = probe(file);
        assertThat(image.warnings()).isEmpty();
        return ICC_Profile.getInstance(
                Objects.requireNonNull(image.metadata().profile()).bytes());
    }

    /// The exponent of the first curve, which is a parametric one.
    private static double exponent(ICC_Profile profile) {
        byte[] bytes = profile.getData();
        int curve = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("para");
        return ByteBuffer.wrap(bytes).getInt(curve + 12) / 65_536.0;
    }

    @Test
    void gammaAndPrimariesBecomeAProfile() throws UnreadableImage {
        var profile =
                (ICC_ProfileRGB) profile(png(2).chunk("gAMA", numbers(100_000)).chunk("cHRM", numbers(P3)));
        assertThat(exponent(profile)).isEqualTo(1);
        float[][] matrix = profile.getMatrix(); // of Display P3 (SMPTE EG 432-1), with D50
        assertThat(matrix[0][0]).isCloseTo(0.5151f, within(0.001f));
        assertThat(matrix[1][1]).isCloseTo(0.6922f, within(0.001f));
        assertThat(matrix[2][2]).isCloseTo(0.7841f, within(0.001f));
        assertThat(exponent(profile(png(0).chunk("gAMA", numbers(50_000))))).isEqualTo(2);
    }

    @Test
    void theStrongestStatementCounts() throws UnreadableImage {
        byte[] linear = numbers(100_000);
        assertThat(probe(png(2).chunk("sRGB", new byte[1]).chunk("gAMA", linear))
                        .metadata()
                        .profile())
                .isNull();
        byte[] srgb = {1, 13, 0, 1};
        assertThat(probe(png(2).chunk("cICP", srgb).chunk("gAMA", linear))
                        .metadata()
                        .profile())
                .isNull();
        byte[] unspecified = {2, 2, 0, 1};
        assertThat(exponent(profile(png(2).chunk("cICP", unspecified).chunk("gAMA", linear))))
                .isEqualTo(1);
        for (int usual : new int[] {43_200, 45_455, 47_700}) {
            assertThat(probe(png(2).chunk("gAMA", numbers(usual))).metadata().profile())
                    .isNull();
        }
        for (int other : new int[] {43_150, 47_750}) {
            assertThat(probe(png(2).chunk("gAMA", numbers(other))).metadata().profile())
                    .isNotNull();
        }
        assertThat(probe(png(2).chunk("cHRM", numbers(P3))).metadata().profile())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"12,13,0.5151,0.6922", "9,1,0.6735,0.6753", "1,8,0.4361,0.7169"})
    void codedColoursBecomeAProfile(int primaries, int transfer, float red, float green) throws UnreadableImage {
        byte[] numbers = {(byte) primaries, (byte) transfer, 0, 1};
        float[][] matrix = ((ICC_ProfileRGB) profile(png(2).chunk("cICP", numbers))).getMatrix();
        assertThat(matrix[0][0]).isCloseTo(red, within(0.001f));
        assertThat(matrix[1][1]).isCloseTo(green, within(0.001f));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 18})
    void brightnessThatNoFileHoldsIsRefusedByName(int transfer) {
        byte[] numbers = {9, (byte) transfer, 0, 1};
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(png(2).chunk("cICP", numbers)))
                .withMessageContaining(transfer == 16 ? "HDR image (PQ)" : "HDR image (HLG)");
    }

    @Test
    void whatCannotBeFollowedIsNamed() throws UnreadableImage {
        byte[] narrow = {12, 13, 0, 0};
        var image = probe(png(2).chunk("cICP", narrow));
        assertThat(image.metadata().profile()).isNull();
        assertThat(image.warnings()).singleElement().asString().contains("narrow range");
        for (int[] points : new int[][] {new int[8], {1, 1, 1, 1, 1, 1, 1, 1}}) {
            image = probe(png(2).chunk("gAMA", numbers(100_000)).chunk("cHRM", numbers(points)));
            assertThat(image.metadata().profile()).isNull();
            assertThat(image.warnings()).singleElement().asString().contains("not followed");
        }
        assertThat(probe(png(2).chunk("gAMA", numbers(0))).warnings()).hasSize(1);
        image = probe(png(2).chunk("iCCP", new byte[] {'a', 0, 0, 1, 2}).chunk("gAMA", numbers(100_000)));
        assertThat(image.metadata().profile()).isNotNull(); // of gAMA
        assertThat(image.warnings()).containsExactly("its colour profile is damaged and is left out");
    }
}
