package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "????ftypmp42|a video",
                "????ftypcrx |a raw photo of a camera",
                "8BPS|a Photoshop document",
                "%PDF-1.7|a PDF document",
                "%!PS-Adobe-3.0 EPSF-3.0|a PostScript drawing",
                "<svg xmlns=|an SVG drawing",
                "<?xml version=|an SVG drawing",
                "<!-- made by hand --><svg xmlns=|an SVG drawing",
                "#?RADIANCE|a Radiance HDR image"
            })
    void namesWhatItDoesNotReadAndWhatToDo(String firstBytes, String name) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes(firstBytes)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                .withMessageStartingWith("is " + name)
                .withMessageContaining("convert it to PNG or JPEG");
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
                .withMessage("is text, not an image; give a JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF or BMP file");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("\1\2\3")))
                .withMessageContaining("not an image of a known format");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(new byte[0]))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE))
                .withMessage("is empty; copy or download it again");
    }
}
