package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void admitsWhatIsRead() throws UnreadableImage {
        assertThat(Admission.admit(bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))).isEqualTo(ImageFormat.PNG);
        assertThat(Admission.admit(bytes("\u00ff\u00d8\u00ff\u00e0"))).isEqualTo(ImageFormat.JPEG);
        assertThat(Admission.admit(bytes("MM\0+\0\b"))).isEqualTo(ImageFormat.TIFF);
    }

    private static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("????ftypmp42", "a video", "take a frame of it as PNG or JPEG"),
                Arguments.of("????ftypcrx ", "a raw photo of a camera", "develop it"),
                Arguments.of("8BPS", "a Photoshop document", "save it as PNG or TIFF in the program that made it"),
                Arguments.of("%PDF-1.7", "a PDF document", "convert it to PNG or JPEG"),
                Arguments.of("%!PS-Adobe-3.0 EPSF-3.0", "a PostScript drawing", "convert it to PNG or JPEG"),
                Arguments.of("<svg xmlns=", "an SVG drawing", "convert it to PNG or JPEG"),
                Arguments.of("<?xml version=", "an SVG drawing", "convert it to PNG or JPEG"),
                Arguments.of("<!-- made by hand --><svg xmlns=", "an SVG drawing", "convert it to PNG or JPEG"),
                Arguments.of("<!DOCTYPE html><html>", "a web page", "download the image again"),
                Arguments.of("#?RADIANCE", "a Radiance HDR image", "tone-map it"),
                Arguments.of("v/1\u0001", "an OpenEXR image", "tone-map it"),
                Arguments.of("SIMPLE  =     T", "a FITS image", "tone-map it"),
                Arguments.of("Pf\n3 2\n", "a PFM image", "tone-map it"),
                Arguments.of("P3\n3 2\n", "a PPM image", "(magick a.ppm a.png)"),
                Arguments.of("P5 3 2 255 ", "a PGM image", "(magick a.pgm a.png)"),
                Arguments.of("P4\n3 2\n", "a PBM image", "(magick a.pbm a.png)"),
                Arguments.of("P7\nWIDTH 3\n", "a PAM image", "(magick a.pam a.png)"),
                Arguments.of("qoif", "a QOI image", "(magick a.qoi a.png)"),
                Arguments.of("DDS ", "a DDS texture", "(magick a.dds a.png)"),
                Arguments.of("\n\u0005\1\u0008", "a PCX image", "(magick a.pcx a.png)"),
                Arguments.of("\u0001\u00da\1\1", "an SGI image", "(magick a.sgi a.png)"),
                Arguments.of("/* XPM */", "an XPM image", "(magick a.xpm a.png)"),
                Arguments.of("#define a_width 3\n", "an XBM image", "(magick a.xbm a.png)"),
                Arguments.of("\0\0\2\0\0\0\0\0\0\0\0\0\u0003\0\u0002\0\u0018\0", "a TGA image", "(magick a.tga a.png)"),
                Arguments.of(
                        "\0\0\2\u0007\u0007\u0007\u0007\u0007\0\0\0\0\u0003\0\u0002\0\u0018\0",
                        "a TGA image",
                        "(magick a.tga a.png)"),
                Arguments.of(
                        "\0\1\1\0\0@\0\u0018\0\0\0\0\u0003\0\u0002\0\u0008\0", "a TGA image", "(magick a.tga a.png)"),
                Arguments.of("icns", "an Apple icon", "convert the size of it that you want"),
                Arguments.of("\0\0\1\0\1\0", "a Windows icon", "convert the size of it that you want"),
                Arguments.of("\0\0\2\0\1\0 ", "a Windows cursor", "convert the size of it that you want"),
                Arguments.of("RIFF????AVI ", "a video", "ffmpeg"),
                Arguments.of("\u001aE\u00df\u00a3", "a video", "ffmpeg"),
                Arguments.of("PK\3\4", "a ZIP archive", "unpack it"),
                Arguments.of("\u001f\u008b", "a gzip archive", "unpack it"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void namesWhatItDoesNotReadAndWhatToDo(String firstBytes, String name, String remedy) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes(firstBytes)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                .withMessageStartingWith("is " + name)
                .withMessageContaining("which is not read; ")
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P6 or not P6",
                "Portrait of a lady",
                "\n\n\n\n\n",
                "P8\n",
                "\0\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\u0018\0"
            })
    void doesNotSeeFormatsEverywhere(String firstBytes) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes(firstBytes)))
                .withMessageContaining("give a JPEG");
    }

    @Test
    void refusesWhatLibvipsWarnsOf() {
        for (var start : new String[] {"\0\0\0\u000cjP  \r\n\u0087\n", "\u00ffO\u00ffQ\0"}) {
            assertThatExceptionOfType(UnreadableImage.class)
                    .isThrownBy(() -> Admission.admit(bytes(start)))
                    .withMessageStartingWith("is a JPEG 2000 image, and libvips warns")
                    .withMessageContaining("convert it to TIFF or PNG");
        }
    }

    @Test
    void refusesRawPhotos() {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("II*\0\u0010\0\0\0CR\2\0")))
                .withMessageContaining("develop it");
    }

    @Test
    void tellsTextNoiseAndNothingApart() {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("Not a photo\r\n")))
                .withMessage("is text, not an image; give a " + Formats.readable() + " file");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("\1\2\3")))
                .withMessageContaining("not an image of a known format");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(new byte[0]))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EMPTY))
                .withMessage("is empty; copy or download it again");
    }
}
