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
    void admitsPngAndJpeg() throws UnreadableImage {
        assertThat(Admission.admit(bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))).isEqualTo(ImageFormat.PNG);
        assertThat(Admission.admit(bytes("\u00ff\u00d8\u00ff\u00e0"))).isEqualTo(ImageFormat.JPEG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GIF89a|a GIF image",
                "RIFF????WEBPVP8 |a WebP image",
                "????ftypavif|an AVIF image",
                "????ftypheic|a HEIC image",
                "????ftypmp42|a video",
                "BM????|a BMP image",
                "8BPS|a Photoshop document",
                "%PDF-1.7|a PDF document",
                "<svg xmlns=|an SVG drawing"
            })
    void namesWhatItDoesNotReadAndWhatToDo(String firstBytes, String name) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes(firstBytes)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                .withMessageStartingWith("is " + name)
                .withMessageContaining("convert it to PNG or JPEG");
    }

    @Test
    void knowsTiffInBothByteOrders() {
        for (var start : new String[] {"II*\0", "MM\0*", "II+\0", "MM\0+"}) {
            assertThatExceptionOfType(UnreadableImage.class)
                    .isThrownBy(() -> Admission.admit(bytes(start)))
                    .withMessageContaining("TIFF image");
        }
    }

    @Test
    void tellsTextNoiseAndNothingApart() {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("Not a photo\r\n")))
                .withMessage("is text, not an image; give a PNG or JPEG file");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(bytes("\1\2\3")))
                .withMessageContaining("not an image of a known format");
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> Admission.admit(new byte[0]))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE))
                .withMessage("is empty; copy or download it again");
    }
}
