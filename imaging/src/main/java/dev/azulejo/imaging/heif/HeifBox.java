package dev.azulejo.imaging.heif;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A box of the ISO base media file format: its type and content. (ISO/IEC 14496-12, 4.2)
public record HeifBox(String type, byte[] content) {
    public static final int HEADER_BYTES = 8;

    public static HeifBox of(String type, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        return new HeifBox(type, content.toByteArray());
    }

    /// The boxes that lie behind each other in `bytes` from `position` on.
    public static List<HeifBox> all(byte[] bytes, int position) {
        var boxes = new ArrayList<HeifBox>();
        var buffer = ByteBuffer.wrap(bytes);
        int start = position;
        while (start + HEADER_BYTES <= bytes.length) {
            int length =
                    buffer.getInt(start); // 0 where it ends with the file; more than 32 bits are never written here
            var type = new String(bytes, start + Integer.BYTES, 4, StandardCharsets.US_ASCII);
            var content = new byte[(length == 0 ? bytes.length - start : length) - HEADER_BYTES];
            buffer.get(start + HEADER_BYTES, content);
            boxes.add(new HeifBox(type, content));
            start += HEADER_BYTES + content.length;
        }
        return boxes;
    }

    public int length() {
        return HEADER_BYTES + content.length;
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(length())
                .putInt(length())
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    public static byte[] join(List<HeifBox> boxes) {
        var bytes = new ByteArrayOutputStream();
        boxes.forEach(box -> bytes.writeBytes(box.bytes()));
        return bytes.toByteArray();
    }
}
