package dev.azulejo.core.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of(ImageFormat.PNG, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                Arguments.of(ImageFormat.JPEG, "\u00ff\u00d8\u00ff\u00e0"),
                Arguments.of(ImageFormat.WEBP, "RIFF\1\2\3\4WEBPVP8 "),
                Arguments.of(ImageFormat.TIFF, "II*\0\b\0\0\0"),
                Arguments.of(ImageFormat.TIFF, "MM\0*\0\0\0\b"),
                Arguments.of(ImageFormat.TIFF, "II+\0\b\0\0\0"),
                Arguments.of(ImageFormat.TIFF, "MM\0+\0\b\0\0"),
                Arguments.of(ImageFormat.GIF, "GIF87a\1\0\1\0"),
                Arguments.of(ImageFormat.GIF, "GIF89a\1\0\1\0"),
                Arguments.of(ImageFormat.JPEG_2000, "\0\0\0\u000cjP  \r\n\u0087\n"),
                Arguments.of(ImageFormat.JPEG_2000, "\u00ffO\u00ffQ\0"),
                Arguments.of(ImageFormat.BMP, "BM\1\1\0\0\0\0\0\0" + "6\0\0\0(\0\0\0\1"));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void knowsSignatures(ImageFormat format, String firstBytes) {
        assertThat(ImageFormat.sniff(bytes(firstBytes))).contains(format);
    }

    @ParameterizedTest
    @CsvSource({
        "AVIF, avif, mif1miaf",
        "AVIF, avis, avif",
        "AVIF, mif1, miafavif",
        "HEIC, heic, mif1",
        "HEIC, heix, mif1",
        "HEIC, hevc, heic",
        "HEIC, mif1, miafheic",
        "HEIC, msf1, hevc"
    })
    void tellsIsoMediaFilesApartByTheirBrands(ImageFormat format, String major, String compatible) {
        assertThat(ImageFormat.sniff(ftyp(major, compatible))).contains(format);
    }

    @ParameterizedTest
    @CsvSource({"mp42, isomavif", "qt__, qt__", "crx_, heix", "mif1, miaf"})
    void aFilmIsNoImageWhateverItIsCompatibleWith(String major, String compatible) {
        assertThat(ImageFormat.sniff(ftyp(major, compatible))).isEmpty();
    }

    @Test
    void looksForBrandsInTheirBoxOnly() {
        assertThat(ImageFormat.sniff(bytes("\0\0\0\u0014ftypmif1\0\0\0\0miafavif")))
                .isEmpty();
    }

    private static byte[] ftyp(String major, String compatible) {
        char length = (char) (16 + compatible.length());
        return bytes("\0\0\0" + length + "ftyp" + major + "\0\0\0\0" + compatible + "\0\0\1\0meta");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "B", "BM", "BMW is a maker of cars", "RIFF\1\2\3\4WAVE", "II", "GIF", "\0\0\0\u000cftyp"})
    void isNotDeceivedByABeginning(String firstBytes) {
        assertThat(ImageFormat.sniff(bytes(firstBytes))).isEmpty();
    }
}
