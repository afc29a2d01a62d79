package dev.azulejo.imaging.heif;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The places of HEIF items in a file. (ISO/IEC 14496-12, 8.11.3)
final class HeifItems {
    /// The sizes of the fields: places and lengths of 32 bits, each place counted from the start of the
    /// file.
    private static final byte SIZES = 0x44;

    private final List<Extent> extents;
    private final int original;

    /// A piece of an item.
    private record Extent(int item, int offset, int length) {}

    private HeifItems(List<Extent> extents) {
        this.extents = extents;
        original = extents.size();
    }

    static HeifItems parse(byte[] content) {
        var box = ByteBuffer.wrap(content);
        int version = box.get();
        int sizes = box.getShort(4);
        int offsetBytes = sizes >> 12 & 0xf;
        int lengthBytes = sizes >> 8 & 0xf;
        int baseBytes = sizes >> 4 & 0xf;
        boolean hasMethod = version == 1;
        if (version > 1 || (hasMethod && (sizes & 0xf) != 0)) {
            throw new PermanentFailure("libvips wrote a HEIF file whose items are not where they used to be");
        }
        int count = box.getShort(6) & 0xffff;
        box.position(8);
        var extents = new ArrayList<Extent>();
        for (int i = 0; i < count; i++) {
            int item = box.getShort() & 0xffff;
            int method = hasMethod ? box.getShort() & 0xf : 0;
            box.getShort(); // in this file
            int base = number(box, baseBytes);
            int pieces = box.getShort() & 0xffff;
            if (method != 0 || pieces != 1) {
                throw new PermanentFailure("libvips wrote a HEIF file with an item in %d pieces".formatted(pieces));
            }
            extents.add(new Extent(item, base + number(box, offsetBytes), number(box, lengthBytes)));
        }
        return new HeifItems(extents);
    }

    private static int number(ByteBuffer box, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case Integer.BYTES -> box.getInt();
            case Long.BYTES -> Math.toIntExact(box.getLong());
            default ->
                throw new PermanentFailure("libvips wrote a HEIF file with numbers of %d bytes".formatted(bytes));
        };
    }

    int nextId() {
        return 1 + extents.stream().mapToInt(Extent::item).max().orElse(0);
    }

    /// Adds an item whose place is not known yet.
    void add(int item, int length) {
        extents.add(new Extent(item, 0, length));
    }

    /// The same items with places: those from the file moved by `moved`, and the added ones behind each
    /// other from `end` on.
    HeifItems placed(int moved, int end) {
        var placed = new ArrayList<Extent>();
        int next = end;
        for (int i = 0; i < extents.size(); i++) {
            var extent = extents.get(i);
            boolean isNew = i >= original;
            placed.add(new Extent(extent.item, isNew ? next : extent.offset + moved, extent.length));
            next += isNew ? extent.length : 0;
        }
        return new HeifItems(placed);
    }

    byte[] bytes() {
        var box = ByteBuffer.allocate(8 + extents.size() * 14).putInt(0);
        box.put(SIZES).put((byte) 0).putShort((short) extents.size());
        for (var extent : extents) {
            box.putShort((short) extent.item).putShort((short) 0).putShort((short) 1);
            box.putInt(extent.offset).putInt(extent.length);
        }
        return box.array();
    }
}
