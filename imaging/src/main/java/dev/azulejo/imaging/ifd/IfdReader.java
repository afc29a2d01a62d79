package dev.azulejo.imaging.ifd;

import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.bytes.RandomBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Optional;

/// Reads the directories of a TIFF structure: a file of TIFF or BigTIFF, a block of EXIF, or the index of
/// pictures in a JPEG. (TIFF 6.0, section 2; BigTIFF as in libtiff's specification)
///
/// @param big whether numbers and places have 64 bits
/// @param mostEntries greatest number of entries that are read of a directory
/// @param lastType number of the last known type
/// @param budget of the file, from which each directory and its entries are drawn before they are read
/// @param directories part of the budget that a directory counts as
/// @param entries part of the budget that an entry counts as
public record IfdReader(
        RandomBytes source,
        ByteOrder order,
        boolean big,
        int mostEntries,
        int lastType,
        FileBudget budget,
        Part directories,
        Part entries) {
    private static final int HEADER_BYTES = 8;
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int MOST_TIFF_ENTRIES = 4_096;
    private static final int MOST_ENTRIES = 0xffff;
    private static final int LAST_EXIF_TYPE = IfdEntry.IFD;

    /// A reader for a file that begins as a TIFF does.
    public static IfdReader tiff(RandomBytes file, FileBudget budget) {
        var start = file.read(0, 4, ByteOrder.BIG_ENDIAN);
        var order = start.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean big = start.order(order).getShort(2) == BIG;
        return new IfdReader(
                file, order, big, MOST_TIFF_ENTRIES, IfdEntry.IFD8, budget, Part.DIRECTORIES, Part.ENTRIES);
    }

    /// A reader for a block that is a classic TIFF structure, with a whole first directory; empty for other
    /// blocks.
    ///
    /// @param budget from which directories are drawn
    public static Optional<IfdReader> exif(byte[] block, FileBudget budget) {
        if (block.length < HEADER_BYTES || block[0] != block[1] || (block[0] != 'I' && block[0] != 'M')) {
            return Optional.empty();
        }
        var order = block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var reader = new IfdReader(
                RandomBytes.of(block),
                order,
                false,
                MOST_ENTRIES,
                LAST_EXIF_TYPE,
                budget,
                Part.EXIF_DIRECTORIES,
                Part.EXIF_ENTRIES);
        boolean classic = reader.source.read(2, Short.BYTES, order).getShort() == CLASSIC;
        boolean whole =
                reader.first().filter(first -> first.start() >= HEADER_BYTES).isPresent();
        return classic && whole ? Optional.of(reader) : Optional.empty();
    }

    public Optional<Ifd> first() {
        return place(big ? HEADER_BYTES : HEADER_BYTES / 2).flatMap(this::directory);
    }

    /// The place that is stated at `at`, if the file reaches that far.
    public Optional<Long> place(long at) {
        int bytes = big ? Long.BYTES : Integer.BYTES;
        return source.has(at, bytes) ? Optional.of(place(source.read(at, bytes, order))) : Optional.empty();
    }

    private long place(ByteBuffer bytes) {
        return big ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }

    /// The directory at a place, with those of its entries whose values are in the file; empty if the
    /// directory is incomplete.
    public Optional<Ifd> directory(long offset) {
        int countBytes = big ? Long.BYTES : Short.BYTES;
        int entryBytes = big ? 20 : 12;
        if (!source.has(offset, countBytes)) {
            return Optional.empty();
        }
        var stated = source.read(offset, countBytes, order);
        long count = big ? stated.getLong() : stated.getShort() & 0xffff;
        long first = offset + countBytes;
        if (count < 0 || count > mostEntries || !source.has(first, count * entryBytes)) {
            return Optional.empty();
        }
        budget.draw(directories, 1);
        budget.draw(entries, count);
        var found = new ArrayList<IfdEntry>();
        var untyped = new ArrayList<Long>();
        var bytes = source.read(first, (int) count * entryBytes, order);
        while (bytes.hasRemaining()) {
            long position = first + bytes.position();
            if (IfdEntry.lengthOf(bytes.getShort(bytes.position() + Short.BYTES) & 0xffff) == 0) {
                untyped.add(position);
            }
            entry(bytes, position).ifPresent(found::add);
        }
        long end = first + count * entryBytes;
        return Optional.of(
                new Ifd(source, order, offset, end, found, untyped, place(end).orElse(0L)));
    }

    private Optional<IfdEntry> entry(ByteBuffer bytes, long position) {
        int tag = bytes.getShort() & 0xffff;
        int type = bytes.getShort() & 0xffff;
        long count = place(bytes);
        long value = place(bytes);
        int valueBytes = type <= lastType ? IfdEntry.lengthOf(type) : 0;
        if (valueBytes == 0 || count < 0 || count > Integer.MAX_VALUE / 8) {
            return Optional.empty();
        }
        boolean inside = count * valueBytes <= (big ? Long.BYTES : Integer.BYTES);
        var entry = new IfdEntry(tag, type, count, position, inside ? position + (big ? 12 : 8) : value);
        return source.has(entry.offset(), entry.length()) ? Optional.of(entry) : Optional.empty();
    }
}
