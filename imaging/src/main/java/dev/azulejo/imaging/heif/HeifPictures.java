package dev.azulejo.imaging.heif;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The pictures that an AVIF or HEIC file lists, and the pictures that they are made from: a crop shows a
/// few pixels of one, a grid joins others, transparency is one more. The shown size says nothing about how
/// much has to be decoded. (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6 and 9)
final class HeifPictures {
    private static final int FULL_BOX_BYTES = 4;
    private static final Set<String> DERIVED = Set.of("grid", "iovl", "iden");

    private static final int MOST_LEVELS = 16;

    private final FileBudget budget;
    private final Map<Integer, String> types = new HashMap<>();
    private final List<Long> properties = new ArrayList<>(); // pixels of those that state a size, else 0
    private final Map<Integer, Long> shown = new HashMap<>();
    private final Map<Integer, List<Integer>> parts = new HashMap<>();
    private final Map<Integer, Long> decoded = new HashMap<>();

    /// @param meta the content of the meta box
    /// @throws FileBudget.Spent when there is more than a file may have
    HeifPictures(ByteBuffer meta, FileBudget budget) {
        this.budget = budget;
        var associations = new ArrayList<ByteBuffer>();
        read(skipped(meta, FULL_BOX_BYTES), associations);
        associations.forEach(this::associate); // properties may come behind them
    }

    private void read(ByteBuffer boxes, List<ByteBuffer> associations) {
        while (boxes.remaining() >= IsoBox.HEAD_BYTES) {
            budget.draw(Part.BOXES, 1);
            long length = Integer.toUnsignedLong(boxes.getInt(boxes.position()));
            var name = new byte[IsoBox.HEAD_BYTES / 2];
            boxes.get(boxes.position() + name.length, name);
            int headBytes = IsoBox.HEAD_BYTES;
            if (length == 1 && boxes.remaining() >= 2 * IsoBox.HEAD_BYTES) {
                length = boxes.getLong(boxes.position() + IsoBox.HEAD_BYTES);
                headBytes = 2 * IsoBox.HEAD_BYTES;
            } else if (length == 0) {
                length = boxes.remaining();
            }
            if (length < headBytes || length > boxes.remaining()) {
                return;
            }
            var content = boxes.slice(boxes.position() + headBytes, (int) length - headBytes);
            boxes.position(boxes.position() + (int) length);
            readBox(new String(name, StandardCharsets.ISO_8859_1), content, associations);
        }
    }

    private void readBox(String type, ByteBuffer content, List<ByteBuffer> associations) {
        switch (type) {
            case "iprp" -> read(content, associations);
            case "ipco" -> readProperties(content);
            case "iinf" -> {
                int countBytes = content.hasRemaining() && content.get(0) == 0 ? Short.BYTES : Integer.BYTES;
                read(skipped(content, FULL_BOX_BYTES + countBytes), associations);
            }
            case "infe" -> readItem(content);
            case "ipma" -> associations.add(content);
            case "iref" -> readReferences(content);
            default -> {}
        }
    }

    private void readItem(ByteBuffer content) {
        int idBytes = idBytes(content, 3);
        if (content.remaining() >= FULL_BOX_BYTES + idBytes + Short.BYTES + Integer.BYTES) {
            budget.draw(Part.ITEMS, 1);
            int id = number(content.position(FULL_BOX_BYTES), idBytes);
            var type = new byte[Integer.BYTES];
            content.get(content.position() + Short.BYTES, type);
            types.put(id, new String(type, StandardCharsets.ISO_8859_1));
        }
    }

    /// @param longFrom the box's version from which numbers of items have 32 bits
    private static int idBytes(ByteBuffer content, int longFrom) {
        return content.hasRemaining() && content.get(0) >= longFrom ? Integer.BYTES : Short.BYTES;
    }

    private static int number(ByteBuffer bytes, int count) {
        return switch (count) {
            case 1 -> bytes.get() & 0xff;
            case Short.BYTES -> bytes.getShort() & 0xffff;
            default -> bytes.getInt();
        };
    }

    private static ByteBuffer skipped(ByteBuffer bytes, int count) {
        int from = Math.min(bytes.limit(), count);
        return bytes.slice(from, bytes.limit() - from);
    }

    private void readProperties(ByteBuffer content) {
        while (content.remaining() >= IsoBox.HEAD_BYTES) {
            budget.draw(Part.BOXES, 1);
            int start = content.position();
            long length = Integer.toUnsignedLong(content.getInt(start));
            boolean isSize = content.getInt(start + Integer.BYTES) == 0x69737065; // ispe
            boolean whole = content.remaining() >= IsoBox.HEAD_BYTES + 3 * Integer.BYTES;
            properties.add(
                    isSize && whole
                            ? pixels(
                                    content.getInt(start + IsoBox.HEAD_BYTES + 4),
                                    content.getInt(start + IsoBox.HEAD_BYTES + 8))
                            : 0);
            if (length < IsoBox.HEAD_BYTES || length > content.remaining()) {
                return;
            }
            content.position(start + (int) length);
        }
    }

    private static long pixels(int width, int height) {
        long wide = Integer.toUnsignedLong(width);
        return Math.min(wide * Math.min(Integer.toUnsignedLong(height), 1L << 30), 1L << 60);
    }

    private void associate(ByteBuffer content) {
        if (content.remaining() < 2 * FULL_BOX_BYTES) {
            return;
        }
        int idBytes = idBytes(content, 1);
        int indexBytes = (content.get(3) & 1) == 0 ? 1 : Short.BYTES;
        content.position(2 * FULL_BOX_BYTES);
        while (content.remaining() > idBytes) {
            int id = number(content, idBytes);
            for (int left = content.get() & 0xff; left > 0 && content.remaining() >= indexBytes; left--) {
                int index = number(content, indexBytes) & (indexBytes == 1 ? 0x7f : 0x7fff);
                if (index > 0 && index <= properties.size()) {
                    shown.merge(id, properties.get(index - 1), Math::max);
                }
            }
        }
    }

    private void readReferences(ByteBuffer content) {
        int idBytes = idBytes(content, 1);
        var boxes = skipped(content, FULL_BOX_BYTES);
        while (boxes.remaining() >= IsoBox.HEAD_BYTES + idBytes + Short.BYTES) {
            budget.draw(Part.BOXES, 1);
            int start = boxes.position();
            long length = Integer.toUnsignedLong(boxes.getInt(start));
            if (length < IsoBox.HEAD_BYTES + idBytes + Short.BYTES || length > boxes.remaining()) {
                return;
            }
            boolean isDerivation = boxes.getInt(start + Integer.BYTES) == 0x64696d67; // dimg
            boxes.position(start + IsoBox.HEAD_BYTES);
            int from = number(boxes, idBytes);
            int count = boxes.getShort() & 0xffff;
            budget.draw(Part.REFERENCES, count);
            for (int i = 0; i < count && isDerivation && start + length - boxes.position() >= idBytes; i++) {
                parts.computeIfAbsent(from, _ -> new ArrayList<>()).add(number(boxes, idBytes));
            }
            boxes.position(start + (int) length);
        }
    }

    /// The pixels of the largest picture, together with the largest of those that it is made from.
    long held() {
        long most = 0;
        for (int item : types.keySet()) {
            boolean isMade = DERIVED.contains(types.get(item)); // of a gain map and its picture (tmap) nothing is
            long largest = 0;
            for (int part : new HashSet<>(isMade ? parts.getOrDefault(item, List.of()) : List.of())) {
                largest = Math.max(largest, shown.getOrDefault(part, 0L));
            }
            most = Math.max(most, shown.getOrDefault(item, 0L) + largest);
        }
        return most;
    }

    /// @throws UnreadableImage when a picture is made from many times as many pixels as it has
    void check() throws UnreadableImage {
        for (int item : types.keySet()) {
            if (DERIVED.contains(types.get(item))) {
                FileBudget.checkMade(shown.getOrDefault(item, 0L), (double) decoded(item, MOST_LEVELS));
            }
        }
    }

    /// The pixels that are decoded for an item, counted each time they are.
    private long decoded(int item, int levels) {
        var known = decoded.get(item);
        if (known != null || levels == 0) {
            return known == null ? 0 : known;
        }
        decoded.put(item, 0L); // while it is counted: one that contains itself
        long sum = 0;
        if (DERIVED.contains(types.getOrDefault(item, ""))) {
            for (int part : parts.getOrDefault(item, List.of())) {
                sum = Math.min(1L << 60, sum + decoded(part, levels - 1));
            }
        } else {
            sum = shown.getOrDefault(item, 0L);
        }
        decoded.put(item, sum);
        return sum;
    }
}
