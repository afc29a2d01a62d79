package dev.azulejo.quality.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicubicReductionTest {
    /// The hashes are those of `Image.resize(…, Image.BICUBIC)` in Pillow 13.0 for the same noise, which
    /// overshoots in both directions.
    @ParameterizedTest
    @CsvSource({
        "2, 09b27c4750bd162b6fa4bcf70734dc0983a139ae214a7ef8b6ddf69e9466ec64",
        "3, ff20d672800d669c4a1e29dc284a2b13121c6999aef5f885271aa24c23d4bc56",
        "4, bb5b2c4b6ae6d4d72ab0e7357e62ccef40b6b09d926cedd31b877c2cf13bb959"
    })
    void isPillowsToTheByte(int factor, String sha256) {
        var reduced = BicubicReduction.reduce(noise(new Size(84, 60)), factor);
        assertThat(Hash.of(reduced.samples()).hex()).isEqualTo(sha256);
    }

    @Test
    void whatIsLeftOverIsCutFromTheRightAndBelow() {
        var image = noise(new Size(85, 63));
        var cut = BicubicReduction.whole(image, 4);
        assertThat(new Size(cut.width(), cut.height())).isEqualTo(new Size(84, 60));
        assertThat(cut.samples()[cut.stride()]).isEqualTo(image.samples()[image.stride()]);
    }

    @Test
    void aFlatImageStaysFlatUpToItsEdges() {
        var white = PixelBlock.blank(new Size(12, 12), PixelFormat.rgb8());
        java.util.Arrays.fill(white.samples(), (byte) 255);
        assertThat(BicubicReduction.reduce(white, 3).samples()).containsOnly(255);
    }

    @Test
    void whatCannotBeDividedIsRefused() {
        assertThatThrownBy(() -> BicubicReduction.reduce(noise(new Size(85, 60)), 2))
                .hasMessage("85x60 is no multiple of 2");
        assertThatThrownBy(() -> BicubicReduction.whole(noise(new Size(3, 60)), 4))
                .hasMessage("3x60 pixels cannot be reduced by 4");
    }

    /// Noise by the generator of C's old `rand`, which is easily written in other languages.
    private static PixelBlock noise(Size size) {
        var block = PixelBlock.blank(size, PixelFormat.rgb8());
        long state = 12_345;
        for (int sample = 0; sample < block.samples().length; sample++) {
            state = (state * 1_103_515_245L + 12_345) & 0x7fffffff;
            block.samples()[sample] = (byte) (state >> 16);
        }
        return block;
    }
}
