package dev.azulejo.imaging.heif;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.bytes.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Adds a colour profile and metadata to a HEIF file as libheif writes it: a property of its image, and
/// items beside it that describe it. (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, annex A)
final class HeifFile {
    private static final int FULL_BOX_BYTES = 4;
    private static final byte[] VERSION_0 = new byte[FULL_BOX_BYTES];
    private static final byte[] ITEM_VERSION_2 = {2, 0, 0, 0};

    private final List<HeifBox> boxes;
    private final List<HeifBox> meta;
    private final HeifItems items;
    private final int metaLength;
    private final List<byte[]> added = new ArrayList<>();

    HeifFile(byte[] file) {
        boxes = new ArrayList<>(HeifBox.all(file, 0));
        var metaBox = box(boxes, "meta");
        metaLength = metaBox.length();
        meta = new ArrayList<>(HeifBox.all(metaBox.content(), FULL_BOX_BYTES));
        items = HeifItems.parse(box(meta, "iloc").content());
        boolean dataIsLast = boxes.getLast().type().equals("mdat");
        if (!dataIsLast) {
            throw new PermanentFailure("libvips wrote a HEIF file that does not end with its data");
        }
    }

    private static HeifBox box(List<HeifBox> boxes, String type) {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("libvips wrote a HEIF file without '%s'".formatted(type)));
    }

    private static void replace(List<HeifBox> boxes, HeifBox box) {
        boxes.replaceAll(other -> other.type().equals(box.type()) ? box : other);
    }

    private int primary() {
        return ByteBuffer.wrap(box(meta, "pitm").content()).getShort(FULL_BOX_BYTES) & 0xffff;
    }

    void addProfile(byte[] profile) {
        var properties = new ArrayList<>(HeifBox.all(box(meta, "iprp").content(), 0));
        var container = new ArrayList<>(HeifBox.all(box(properties, "ipco").content(), 0));
        container.add(HeifBox.of("colr", Ascii.of("prof"), profile));
        replace(properties, HeifBox.of("ipco", HeifBox.join(container)));
        replace(
                properties,
                HeifBox.of("ipma", associated(box(properties, "ipma").content(), container.size())));
        replace(meta, HeifBox.of("iprp", HeifBox.join(properties)));
    }

    /// The table of the items' properties, with one more for the image.
    private byte[] associated(byte[] associations, int property) {
        var source = ByteBuffer.wrap(associations);
        var target = new ByteArrayOutputStream();
        int versionAndFlags = source.getInt();
        int idBytes = versionAndFlags >>> 24 == 0 ? Short.BYTES : Integer.BYTES;
        int indexBytes = (versionAndFlags & 1) == 0 ? 1 : Short.BYTES;
        int entries = source.getInt();
        target.write(associations, 0, 2 * Integer.BYTES);
        for (int entry = 0; entry < entries; entry++) {
            int start = source.position();
            int id = idBytes == Short.BYTES ? source.getShort() & 0xffff : source.getInt();
            int count = source.get() & 0xff;
            source.position(source.position() + count * indexBytes);
            boolean isImage = id == primary();
            target.write(associations, start, idBytes);
            target.write(count + (isImage ? 1 : 0));
            target.write(associations, start + idBytes + 1, count * indexBytes);
            if (isImage) {
                target.writeBytes(new byte[indexBytes - 1]);
                target.write(property);
            }
        }
        return target.toByteArray();
    }

    void addExif(byte[] exif) {
        addItem(
                "Exif",
                new byte[0],
                ByteBuffer.allocate(Integer.BYTES + exif.length)
                        .putInt(0) // bytes before the TIFF structure
                        .put(exif)
                        .array());
    }

    void addXmp(byte[] packet) {
        addItem("mime", Ascii.of("application/rdf+xml\0"), packet);
    }

    private void addItem(String type, byte[] contentType, byte[] content) {
        int id = items.nextId();
        items.add(id, content.length);
        added.add(content);
        byte[] noName = {0};
        var entry = HeifBox.of("infe", ITEM_VERSION_2, shorts(id, 0), Ascii.of(type), noName, contentType);
        byte[] list = box(meta, "iinf").content();
        var entries = new ArrayList<>(HeifBox.all(list, FULL_BOX_BYTES + Short.BYTES));
        entries.add(entry);
        replace(meta, HeifBox.of("iinf", VERSION_0, shorts(entries.size()), HeifBox.join(entries)));
        var reference = HeifBox.of("cdsc", shorts(id, 1, primary()));
        boolean hasReferences = meta.stream().anyMatch(box -> box.type().equals("iref"));
        if (hasReferences) {
            replace(meta, HeifBox.of("iref", box(meta, "iref").content(), reference.bytes()));
        } else {
            meta.add(HeifBox.of("iref", VERSION_0, reference.bytes()));
        }
    }

    byte[] toByteArray() {
        replace(meta, HeifBox.of("iloc", items.bytes())); // as long as it will be, its places still wrong
        int moved = metaBox().length() - metaLength;
        int end = moved + boxes.stream().mapToInt(HeifBox::length).sum();
        replace(meta, HeifBox.of("iloc", items.placed(moved, end).bytes()));
        replace(boxes, metaBox());
        var data = Stream.concat(Stream.of(box(boxes, "mdat").content()), added.stream());
        replace(boxes, HeifBox.of("mdat", data.toArray(byte[][]::new)));
        return HeifBox.join(boxes);
    }

    private HeifBox metaBox() {
        return HeifBox.of("meta", VERSION_0, HeifBox.join(meta));
    }

    private static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(values.length * Short.BYTES);
        Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
        return bytes.array();
    }
}
