package dev.azulejo.imaging.exif;

import dev.azulejo.imaging.ifd.TiffDirectory;
import dev.azulejo.imaging.ifd.TiffEntry;
import dev.azulejo.imaging.tiff.TiffFile;
import dev.azulejo.imaging.tiff.TiffHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// EXIF as a block of its own (CIPA DC-008): as files of most formats hold it, or made of a TIFF file's
/// own directories, among which it lies there.
public final class SourceExif {
    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_LENGTH = 8;
    private static final int ENTRY_LENGTH = 12;
    private static final int EXIF_IFD = 0x8769;
    private static final int GPS_IFD = 0x8825;
    private static final int MAX_VALUE = 1 << 16; // as in a JPEG's segment
    private static final int MAX_LENGTH = 1 << 20;

    private static final int ORIENTATION = 274;
    private static final Set<Integer> RESOLUTION = Set.of(282, 283, 296);

    private SourceExif() {}

    /// The TIFF structure of a block, if it is one: what comes before it in some formats is taken off.
    public static Optional<byte[]> of(byte[] block) {
        var exif = startsWith(block, PREFIX) ? Arrays.copyOfRange(block, PREFIX.length, block.length) : block;
        return isSound(exif) ? Optional.of(exif) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /// Whether header and first directory are there.
    private static boolean isSound(byte[] exif) {
        if (exif.length < HEADER_LENGTH + 2) {
            return false;
        }
        var bytes = ByteBuffer.wrap(exif);
        int order = bytes.getShort(0);
        if (order != 0x4949 && order != 0x4d4d) {
            return false;
        }
        bytes.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(bytes.getInt(4));
        if (bytes.getShort(2) != 42 || directory < HEADER_LENGTH || directory > exif.length - 2) {
            return false;
        }
        long entries = bytes.getShort((int) directory) & 0xffff;
        return directory + 2 + entries * ENTRY_LENGTH <= exif.length;
    }

    /// EXIF made of the directory of an image in a TIFF file, and of the two that it names.
    public static Optional<byte[]> of(TiffFile file, TiffDirectory image) {
        var kept = kept(image);
        var exif = named(file, image, EXIF_IFD);
        var gps = named(file, image, GPS_IFD);
        if (kept.stream().noneMatch(SourceExif::isDescriptive) && exif.isEmpty() && gps.isEmpty()) {
            return Optional.empty(); // nothing that is not said elsewhere
        }
        var block = new Writer(file.order());
        block.directory(image, kept, exif, gps);
        return block.length() > MAX_LENGTH ? Optional.empty() : Optional.of(block.toByteArray());
    }

    /// What of an image's own directory is about the photograph and not about how its pixels lie in the file.
    private static List<TiffEntry> kept(TiffDirectory image) {
        return image.all().stream()
                .filter(entry -> isDescriptive(entry) || entry.tag() == ORIENTATION || RESOLUTION.contains(entry.tag()))
                .toList();
    }

    private static boolean isDescriptive(TiffEntry entry) {
        return TiffHead.DESCRIPTIVE.contains(entry.tag());
    }

    /// Whether there are values that are too long for a block of EXIF.
    public static boolean leavesOut(TiffFile file, TiffDirectory image) {
        var exif = named(file, image, EXIF_IFD).map(TiffDirectory::all).orElse(List.of());
        var gps = named(file, image, GPS_IFD).map(TiffDirectory::all).orElse(List.of());
        return Stream.of(kept(image), exif, gps)
                .flatMap(Collection::stream)
                .anyMatch(entry -> entry.length() > MAX_VALUE);
    }

    private static Optional<TiffDirectory> named(TiffFile file, TiffDirectory image, int tag) {
        return image.has(tag) ? file.directory(image.number(tag, 0)) : Optional.empty();
    }

    /// Lays directories and their values one after another.
    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ByteOrder order;

        Writer(ByteOrder order) {
            this.order = order;
            var header = ByteBuffer.allocate(HEADER_LENGTH).order(order);
            header.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(header.putShort((short) 42).putInt(HEADER_LENGTH).array());
        }

        int length() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }

        void directory(
                TiffDirectory image, List<TiffEntry> kept, Optional<TiffDirectory> exif, Optional<TiffDirectory> gps) {
            var pointers = new ArrayList<Integer>();
            exif.ifPresent(ignored -> pointers.add(EXIF_IFD));
            gps.ifPresent(ignored -> pointers.add(GPS_IFD));
            var own = values(image, kept);
            int end = HEADER_LENGTH + 2 + (own.size() + pointers.size()) * ENTRY_LENGTH + 4;
            int exifStart = end + outside(own);
            var exifValues = exif.map(found -> values(found, found.all())).orElse(List.of());
            int gpsStart = exif.isEmpty() ? exifStart : exifStart + size(exifValues);
            var all = new ArrayList<>(own);
            exif.ifPresent(ignored -> all.add(pointer(EXIF_IFD, exifStart)));
            gps.ifPresent(ignored -> all.add(pointer(GPS_IFD, gpsStart)));
            all.sort(java.util.Comparator.comparingInt(Value::tag));
            write(all);
            exif.ifPresent(ignored -> write(exifValues));
            gps.ifPresent(found -> write(values(found, found.all())));
        }

        /// @param data the values, in the order of the file
        private record Value(int tag, int type, int count, byte[] data) {}

        private static List<Value> values(TiffDirectory directory, Collection<TiffEntry> entries) {
            return entries.stream()
                    .filter(entry -> entry.type() < TiffEntry.IFD && entry.length() <= MAX_VALUE)
                    .filter(entry -> entry.tag() != 0xa005) // where the interoperability directory lay
                    .map(entry -> value(directory, entry))
                    .toList();
        }

        /// As it is, but for the orientation, which some write as bytes or longs, and which has to be set later.
        private static Value value(TiffDirectory directory, TiffEntry entry) {
            if (entry.tag() == ORIENTATION) {
                var data = ByteBuffer.allocate(2).order(directory.order());
                data.putShort((short) directory.number(ORIENTATION, 1));
                return new Value(ORIENTATION, TiffEntry.SHORT, 1, data.array());
            }
            return new Value(
                    entry.tag(),
                    entry.type(),
                    (int) entry.count(),
                    directory.bytes(entry).array());
        }

        private Value pointer(int tag, int offset) {
            var data = ByteBuffer.allocate(4).order(order).putInt(offset).array();
            return new Value(tag, TiffEntry.LONG, 1, data);
        }

        /// Bytes of a directory with its values.
        private static int size(List<Value> values) {
            return 2 + values.size() * ENTRY_LENGTH + 4 + outside(values);
        }

        private static int outside(List<Value> values) {
            return values.stream()
                    .mapToInt(value -> value.data.length <= 4 ? 0 : even(value.data.length))
                    .sum();
        }

        private static int even(int length) {
            return length + length % 2;
        }

        private void write(List<Value> values) {
            int start = bytes.size();
            int total = size(values);
            var target = ByteBuffer.allocate(total).order(order);
            target.putShort((short) values.size());
            int outside = 2 + values.size() * ENTRY_LENGTH + 4;
            for (var value : values) {
                target.putShort((short) value.tag).putShort((short) value.type).putInt(value.count);
                if (value.data.length <= 4) {
                    target.put(Arrays.copyOf(value.data, 4));
                } else {
                    target.putInt(start + outside);
                    target.put(outside, value.data);
                    outside += even(value.data.length);
                }
            }
            bytes.writeBytes(target.putInt(0).array());
        }
    }
}
