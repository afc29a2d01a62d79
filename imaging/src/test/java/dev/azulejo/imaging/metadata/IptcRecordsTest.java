package dev.azulejo.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IptcRecordsTest {
    private static byte[] record(int number, String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x1c, 2, (byte) number, 0, (byte) text.length()});
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... records) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(records).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    @Test
    void placesGoAndTheRestStays() {
        var caption = record(120, "A bridge");
        var keyword = record(25, "water");
        byte[] envelope = {0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47}; // UTF-8: the number of a city, in another record
        var records = joined(
                envelope,
                record(90, "Paris"),
                caption,
                record(92, "Pont Neuf"),
                record(95, "IDF"),
                record(100, "FRA"),
                record(101, "France"),
                record(26, "FRA"),
                record(27, "France"),
                keyword);
        assertThat(IptcRecords.withoutPlace(records)).isEqualTo(joined(envelope, caption, keyword));
    }

    @Test
    void endsAtDamage() {
        var caption = record(120, "A bridge");
        assertThat(IptcRecords.withoutPlace(joined(caption, new byte[] {0x1c, 2, 90, 0, 100, 'P'})))
                .isEqualTo(caption);
        assertThat(IptcRecords.withoutPlace(joined(caption, new byte[] {7, 7}, record(90, "Paris"))))
                .isEqualTo(caption);
        assertThat(IptcRecords.withoutPlace(new byte[0])).isEmpty();
        assertThat(IptcRecords.withoutPlace(new byte[] {0x1c, 2, 90, (byte) 0x80, 4, 0, 0, 0, 1, 'P'}))
                .isEmpty();
    }
}
