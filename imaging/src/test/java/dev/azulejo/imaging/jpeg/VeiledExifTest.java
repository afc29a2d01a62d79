package dev.azulejo.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.imaging.testkit.TestExif;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VeiledExifTest {
    /// The number of EXIF segments that libvips would find.
    static long exifSegments(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        long found = 0;
        for (int at = text.indexOf("Exif"); at >= 0; at = text.indexOf("Exif", at + 1)) {
            found += at >= 4 && text.startsWith("\u00ff\u00e1", at - 4) ? 1 : 0;
        }
        return found;
    }

    private static byte[] withExif() {
        var header = new JpegHeader();
        header.addJfif(null);
        header.addExif(TestExif.photograph(ByteOrder.BIG_ENDIAN));
        header.addExif(TestExif.photograph(ByteOrder.LITTLE_ENDIAN));
        return header.toByteArray();
    }

    /// The file may be cut into pieces at any place.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1_000, 100_000})
    void noSegmentIsSeenAndNothingElseChanges(int piece) throws IOException {
        byte[] file = withExif();
        assertThat(exifSegments(file)).isEqualTo(2);
        var veiled = new byte[file.length];
        try (var stream = new VeiledExif(new ByteArrayInputStream(file))) {
            for (int at = 0; at < file.length; ) {
                at += stream.read(veiled, at, Math.min(piece, file.length - at));
            }
        }
        assertThat(exifSegments(veiled)).isZero();
        assertThat(new String(veiled, StandardCharsets.ISO_8859_1).replace("ExiF", "Exif"))
                .isEqualTo(new String(file, StandardCharsets.ISO_8859_1));
    }

    @Test
    void bytesOfNoSegmentStay() throws IOException {
        var noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (var stream = new VeiledExif(new ByteArrayInputStream(noise))) {
            assertThat(stream.readAllBytes()).isEqualTo(noise);
        }
    }
}
