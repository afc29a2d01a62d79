package dev.azulejo.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/// Edits records of IPTC-IIM 4: each is a marker, the numbers of record and data set, a length, and content
/// (chapter 1.5).
public final class IptcRecords {
    private static final int MARKER = 0x1c;
    private static final int HEADER_BYTES = 5;
    private static final int APPLICATION_RECORD = 2;
    private static final int EXTENDED_LENGTH = 0x8000;
    /// The data sets of a place: code and name of a content location, city, sub-location, province, code
    /// and name of the country.
    private static final Set<Integer> PLACE = Set.of(26, 27, 90, 92, 95, 100, 101);

    private IptcRecords() {}

    /// The records without the data sets that state where the photograph was taken. They end before the
    /// first unreadable one.
    public static byte[] withoutPlace(byte[] records) {
        var kept = new ByteArrayOutputStream();
        int position = 0;
        while (position + HEADER_BYTES <= records.length && records[position] == MARKER) {
            int length = (records[position + 3] & 0xff) << 8 | (records[position + 4] & 0xff);
            int end = position + HEADER_BYTES + length;
            if ((length & EXTENDED_LENGTH) != 0 || end > records.length) {
                break; // so long only in data that is no text
            }
            boolean place = records[position + 1] == APPLICATION_RECORD && PLACE.contains(records[position + 2] & 0xff);
            if (!place) {
                kept.write(records, position, end - position);
            }
            position = end;
        }
        return kept.toByteArray();
    }
}
