package dev.azulejo.imaging.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// EXIF as it lies in a file: a TIFF structure, whose directories say where in it their values are (CIPA
/// DC-008, TIFF 6.0). Changed in place, never moved: what a camera's maker wrote holds places of its own. What
/// is damaged is passed over.
public final class ExifBlock {
    public static final int SHORT = 3;
    public static final int LONG = 4;

    private static final int BYTE = 1;
    private static final int SIGNED_BYTE = 6;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    public static final int RATIONAL = 5;

    private static final int HEADER_BYTES = 8;
    private static final int MAGIC = 42;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_OFFSET = 8;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final byte[] bytes;
    private final ByteBuffer block;

    /// @param position of the entry in the block
    /// @param offset of its value in the block, within the entry when it fits there
    /// @param bytes of its value
    public record Entry(int tag, int type, int count, int position, int offset, int bytes) {}

    /// A directory, with those of its entries that can be read.
    ///
    /// @param end of its entries in the block, where it says where the next one is
    public record Directory(int start, int end, List<Entry> entries) {
        public Directory {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(int tag) {
            return entries.stream().filter(entry -> entry.tag == tag).findFirst();
        }
    }

    private ExifBlock(byte[] bytes, ByteOrder order) {
        this.bytes = bytes;
        block = ByteBuffer.wrap(bytes).order(order);
    }

    /// A copy of `bytes` to change, if they are such a structure.
    public static Optional<ExifBlock> parse(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != bytes[1] || (bytes[0] != 'I' && bytes[0] != 'M')) {
            return Optional.empty();
        }
        var order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var exif = new ExifBlock(bytes.clone(), order);
        return exif.block.getShort(2) == MAGIC && exif.main().isPresent() ? Optional.of(exif) : Optional.empty();
    }

    public byte[] bytes() {
        return bytes;
    }

    public ByteOrder order() {
        return block.order();
    }

    /// The first directory, of which everything hangs.
    public Optional<Directory> main() {
        return directory(block.getInt(4));
    }

    /// The directory that `entry` points at.
    public Optional<Directory> pointedAt(Entry entry) {
        return entry.count == 1 && entry.bytes == Integer.BYTES
                ? directory(block.getInt(entry.offset))
                : Optional.empty();
    }

    /// The directories that entries of this tag point at: damaged files have several.
    public List<Directory> pointedAt(Directory directory, int tag) {
        return directory.entries.stream()
                .filter(entry -> entry.tag == tag)
                .flatMap(entry -> pointedAt(entry).stream())
                .toList();
    }

    /// The directory after this one.
    public Optional<Directory> next(Directory directory) {
        boolean says = directory.end <= block.capacity() - Integer.BYTES;
        return says && block.getInt(directory.end) != 0 ? directory(block.getInt(directory.end)) : Optional.empty();
    }

    private Optional<Directory> directory(int start) {
        if (start < HEADER_BYTES || start > block.capacity() - Short.BYTES) {
            return Optional.empty();
        }
        int count = block.getShort(start) & 0xffff;
        int first = start + Short.BYTES;
        if (count == 0 || (long) first + (long) count * ENTRY_BYTES > block.capacity()) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            entry(first + i * ENTRY_BYTES).ifPresent(entries::add);
        }
        return Optional.of(new Directory(start, first + count * ENTRY_BYTES, entries));
    }

    private Optional<Entry> entry(int position) {
        int tag = block.getShort(position) & 0xffff;
        int type = block.getShort(position + 2) & 0xffff;
        long count = block.getInt(position + 4) & 0xffff_ffffL;
        if (type == 0 || type >= TYPE_BYTES.length) {
            return Optional.empty();
        }
        long bytes = count * TYPE_BYTES[type];
        long offset =
                bytes <= Integer.BYTES ? position + VALUE_OFFSET : block.getInt(position + VALUE_OFFSET) & 0xffff_ffffL;
        return offset + bytes <= block.capacity()
                ? Optional.of(new Entry(tag, type, (int) count, position, (int) offset, (int) bytes))
                : Optional.empty();
    }

    /// The first number of an entry that has whole ones.
    public Optional<Integer> number(Entry entry) {
        return switch (entry.type) {
            case BYTE, SIGNED_BYTE -> Optional.of(bytes[entry.offset] & 0xff);
            case SHORT, SIGNED_SHORT -> Optional.of(block.getShort(entry.offset) & 0xffff);
            case LONG, SIGNED_LONG -> Optional.of(block.getInt(entry.offset));
            default -> Optional.empty();
        };
    }

    /// The number that a fraction says, or a whole number in place of one; 0 where it is neither.
    public double rational(Entry entry) {
        if (entry.type != RATIONAL || entry.count != 1) {
            return entry.count == 1 ? number(entry).orElse(0) : 0;
        }
        double denominator = block.getInt(entry.offset + Integer.BYTES) & 0xffff_ffffL;
        return denominator == 0 ? 0 : (block.getInt(entry.offset) & 0xffff_ffffL) / denominator;
    }

    public byte[] value(Entry entry) {
        var value = new byte[entry.bytes];
        block.get(entry.offset, value);
        return value;
    }

    /// Replaces a whole number, one of 16 bits by one of 32 where it does not fit.
    public void setNumber(Entry entry, int value) {
        if (entry.count != 1 || (entry.type != SHORT && entry.type != LONG)) {
            return;
        }
        if (entry.type == SHORT && value <= 0xffff) {
            block.putShort(entry.offset, (short) value);
        } else {
            block.putShort(entry.position + 2, (short) LONG);
            block.putInt(entry.position + VALUE_OFFSET, value);
        }
    }

    /// Replaces what every entry of this tag says by one number, whatever kind it was: readers differ in which they
    /// take.
    public void setShort(Directory directory, int tag, int value) {
        directory.entries.stream().filter(entry -> entry.tag == tag).forEach(entry -> {
            block.putShort(entry.position + 2, (short) SHORT).putInt(entry.position + 4, 1);
            block.putInt(entry.position + VALUE_OFFSET, 0).putShort(entry.position + VALUE_OFFSET, (short) value);
        });
    }

    public void setRational(Entry entry, long numerator, long denominator) {
        if (entry.type == RATIONAL && entry.count == 1) {
            block.putInt(entry.offset, (int) numerator).putInt(entry.offset + Integer.BYTES, (int) denominator);
        }
    }

    /// Takes the entries of a tag out, also those that cannot be read: those after them, and what points at the next
    /// directory, move up.
    public void remove(Directory directory, int tag) {
        int count = block.getShort(directory.start) & 0xffff;
        int first = directory.start + Short.BYTES;
        for (int i = count - 1; i >= 0; i--) {
            int position = first + i * ENTRY_BYTES;
            if ((block.getShort(position) & 0xffff) == tag) {
                int tail = Math.min(first + count * ENTRY_BYTES + Integer.BYTES, block.capacity());
                System.arraycopy(bytes, position + ENTRY_BYTES, bytes, position, tail - position - ENTRY_BYTES);
                Arrays.fill(bytes, tail - ENTRY_BYTES, tail, (byte) 0);
                count--;
                block.putShort(directory.start, (short) count);
            }
        }
    }

    /// Says that no directory follows.
    public void endAfter(Directory directory) {
        if (directory.end <= block.capacity() - Integer.BYTES) {
            block.putInt(directory.end, 0);
        }
    }

    /// Marks where a directory and its values lie.
    public static void mark(Directory directory, BitSet marked) {
        marked.set(directory.start, directory.end + Integer.BYTES);
        directory.entries.forEach(entry -> marked.set(entry.offset, entry.offset + entry.bytes));
    }

    /// Sets all of `gone` to 0 but those that are `kept`.
    public void erase(BitSet gone, BitSet kept) {
        gone.andNot(kept);
        gone.stream()
                .filter(position -> position < block.capacity())
                .forEach(position -> block.put(position, (byte) 0));
    }

    public static void markAll(Collection<Directory> directories, BitSet marked) {
        directories.forEach(directory -> mark(directory, marked));
    }
}
