package dev.azulejo.imaging.heif;

import dev.azulejo.imaging.bytes.SpooledFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The boxes of an ISO media file (ISO 14496-12, 4.2), which AVIF and HEIC are: whether they are all
/// there, and what they say of more than one picture.
public final class IsoFile {
    private static final int MAX_META = 1 << 24;

    private final SpooledFile file;
    private boolean cutOff;
    private boolean hasGainMap;
    private boolean isSequence;
    private HeifCoding coding = HeifCoding.USUAL;

    public IsoFile(SpooledFile file) {
        this.file = file;
        long offset = 0;
        while (file.has(offset, 8) && !cutOff) {
            offset = readBox(offset);
        }
    }

    /// @return where the box ends
    private long readBox(long offset) {
        var header = file.read(offset, 8, ByteOrder.BIG_ENDIAN);
        long length = Integer.toUnsignedLong(header.getInt());
        var typeBytes = new byte[4];
        header.get(typeBytes);
        int headerLength = 8;
        if (length == 1 && file.has(offset + 8, 8)) {
            length = file.read(offset + 8, 8, ByteOrder.BIG_ENDIAN).getLong();
            headerLength = 16;
        } else if (length == 0) {
            length = file.length() - offset;
        }
        var type = new String(typeBytes, StandardCharsets.ISO_8859_1);
        if (!type.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            return file.length(); // no box, but something that was appended
        }
        if (length < headerLength || !file.has(offset, length)) {
            cutOff = true;
            return offset;
        }
        if (type.equals("meta") && length <= MAX_META) {
            readMeta(offset, (int) length);
        }
        isSequence = isSequence || type.equals("moov");
        return offset + length;
    }

    private void readMeta(long offset, int length) {
        var bytes = file.read(offset, length, ByteOrder.BIG_ENDIAN).array();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        // an auxiliary image of Apple's, or an item that ISO 21496-1 makes of two images
        coding = HeifCoding.of(bytes, text);
        hasGainMap = text.contains(":hdrgainmap") || (text.contains("tmap") && text.contains("infe"));
    }

    public boolean isCutOff() {
        return cutOff;
    }

    /// Bytes for each pixel that decoding keeps.
    public double heldPerPixel() {
        return coding.heldPerPixel();
    }

    public boolean hasGainMap() {
        return hasGainMap;
    }

    /// Whether there are frames of a film beside the still images.
    public boolean isSequence() {
        return isSequence;
    }
}
