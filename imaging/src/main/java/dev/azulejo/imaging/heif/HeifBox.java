package dev.azulejo.imaging.heif;

import dev.azulejo.imaging.bytes.RandomBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A box of the ISO base media file format: its type and content. (ISO/IEC 14496-12, 4.2)
public record HeifBox(String type, byte[] content) {
    public static HeifBox of(String type, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        return new HeifBox(type, content.toByteArray());
    }

    /// The boxes that follow each other in `bytes` from `position` on.
    public static List<HeifBox> all(byte[] bytes, int position) {
        var boxes = new ArrayList<HeifBox>();
        var file = RandomBytes.of(bytes);
        long start = position;
        while (file.has(start, IsoBox.HEAD_BYTES)) {
            var head = IsoBox.at(file, start);
            int content = (int) (head.length() - head.headBytes());
            boxes.add(new HeifBox(
                    head.type(),
                    file.read(start + head.headBytes(), content, ByteOrder.BIG_ENDIAN)
                            .array()));
            start = head.end();
        }
        return boxes;
    }

    public int length() {
        return IsoBox.HEAD_BYTES + content.length;
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
