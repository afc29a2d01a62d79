package dev.azulejo.imaging.ifd;

import dev.azulejo.imaging.bytes.FileBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Edits EXIF as it lies in a file: a TIFF structure, whose directories say where in it their values are
/// (CIPA DC-008, TIFF 6.0). Data are changed in place, never moved, as a camera maker's notes hold places
/// themselves. Damaged parts are skipped.
public final class ExifBlock {
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_OFFSET = 8;

    /// How often an editor may read each directory, since it rereads what it has changed.
    private static final int MOST_PASSES = 16;

    private final byte[] bytes;
    private final ByteBuffer block;
    private final IfdReader reader;

    private ExifBlock(byte[] bytes, IfdReader reader) {
        this.bytes = bytes;
        this.reader = reader;
        block = ByteBuffer.wrap(bytes).order(reader.order());
    }

    /// A copy of `bytes` for editing, if they are a valid structure within the limits of a file.
    public static Optional<ExifBlock> parse(byte[] bytes) {
        try {
            return parse(bytes, FileBudget.forPasses(MOST_PASSES));
        } catch (FileBudget.Spent tooMuch) {
            return Optional.empty();
        }
    }

    /// @param budget from which directories are drawn each time they are read
    /// @throws FileBudget.Spent also later, when there are more than that allows
    public static Optional<ExifBlock> parse(byte[] bytes, FileBudget budget) {
        byte[] copy = bytes.clone();
        return IfdReader.exif(copy, budget)
                .map(reader -> new ExifBlock(copy, reader))
                .filter(exif -> exif.main().isPresent());
    }

    public byte[] bytes() {
        return bytes;
    }

    public ByteOrder order() {
        return block.order();
    }

    /// The first directory, from which all others are reached.
    public Optional<Ifd> main() {
        return directory(block.getInt(4));
    }

    /// The directory that `entry` points at.
    public Optional<Ifd> pointedAt(IfdEntry entry) {
        return entry.count() == 1 && entry.length() == Integer.BYTES
                ? directory(block.getInt((int) entry.offset()))
                : Optional.empty();
    }

    /// The places of the directories that entries of this tag point at, each once: damaged files have
    /// several.
    public List<Long> places(Ifd directory, int tag) {
        return directory.entries().stream()
                .filter(entry -> entry.tag() == tag && entry.count() == 1 && entry.length() == Integer.BYTES)
                .map(entry -> Integer.toUnsignedLong(block.getInt((int) entry.offset())))
                .distinct()
                .toList();
    }

    /// The directory after this one.
    public Optional<Ifd> next(Ifd directory) {
        return directory((int) directory.next());
    }

    /// @return empty if it has no entries or lies in the header
    public Optional<Ifd> directory(int start) {
        return reader.directory(start)
                .filter(found -> found.start() >= HEADER_BYTES && found.end() > found.start() + Short.BYTES);
    }

    /// The first number of an entry of whole numbers.
    public Optional<Integer> number(IfdEntry entry) {
        int offset = (int) entry.offset();
        return switch (entry.type()) {
            case IfdEntry.BYTE, IfdEntry.SIGNED_BYTE -> Optional.of(bytes[offset] & 0xff);
            case IfdEntry.SHORT, IfdEntry.SIGNED_SHORT -> Optional.of(block.getShort(offset) & 0xffff);
            case IfdEntry.LONG, IfdEntry.SIGNED_LONG -> Optional.of(block.getInt(offset));
            default -> Optional.empty();
        };
    }

    /// The value of a fraction, or of a whole number in place of one; 0 for other entries.
    public double rational(IfdEntry entry) {
        if (entry.type() != IfdEntry.RATIONAL || entry.count() != 1) {
            return entry.count() == 1 ? number(entry).orElse(0) : 0;
        }
        int offset = (int) entry.offset();
        double denominator = Integer.toUnsignedLong(block.getInt(offset + Integer.BYTES));
        return denominator == 0 ? 0 : Integer.toUnsignedLong(block.getInt(offset)) / denominator;
    }

    public byte[] value(IfdEntry entry) {
        var value = new byte[(int) entry.length()];
        block.get((int) entry.offset(), value);
        return value;
    }

    /// Replaces a whole number; one of 16 bits becomes one of 32 if the value does not fit.
    public void setNumber(IfdEntry entry, int value) {
        boolean isShort = entry.type() == IfdEntry.SHORT;
        if (entry.count() != 1 || (!isShort && entry.type() != IfdEntry.LONG)) {
            return;
        }
        if (isShort && value <= 0xffff) {
            block.putShort((int) entry.offset(), (short) value);
        } else {
            int position = (int) entry.position();
            block.putShort(position + 2, (short) IfdEntry.LONG).putInt(position + VALUE_OFFSET, value);
        }
    }

    /// Replaces the value of every entry of this tag by one number, of any previous type: readers differ in
    /// which entry they use.
    public void setShort(Ifd directory, int tag, int value) {
        directory.entries().stream().filter(entry -> entry.tag() == tag).forEach(entry -> {
            int position = (int) entry.position();
            block.putShort(position + 2, (short) IfdEntry.SHORT).putInt(position + 4, 1);
            block.putInt(position + VALUE_OFFSET, 0).putShort(position + VALUE_OFFSET, (short) value);
        });
    }

    public void setRational(IfdEntry entry, Fraction value) {
        if (entry.type() == IfdEntry.RATIONAL && entry.count() == 1) {
            int offset = (int) entry.offset();
            block.putInt(offset, (int) value.numerator()).putInt(offset + Integer.BYTES, (int) value.denominator());
        }
    }

    /// Removes the entries of a tag, also unreadable ones: the entries behind them, and the pointer to the
    /// next directory, move up.
    public void remove(Ifd directory, int tag) {
        int start = (int) directory.start();
        int first = start + Short.BYTES;
        int count =
                Math.min(block.getShort(start) & 0xffff, (block.capacity() - first) / ENTRY_BYTES); // may promise more
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int position = first + i * ENTRY_BYTES;
            if ((block.getShort(position) & 0xffff) != tag) {
                System.arraycopy(bytes, position, bytes, first + kept * ENTRY_BYTES, ENTRY_BYTES);
                kept++;
            }
        }
        if (kept < count) {
            int end = first + count * ENTRY_BYTES;
            int tail = Math.min(end + Integer.BYTES, block.capacity());
            int newEnd = first + kept * ENTRY_BYTES;
            System.arraycopy(bytes, end, bytes, newEnd, tail - end);
            Arrays.fill(bytes, newEnd + tail - end, tail, (byte) 0);
            block.putShort(start, (short) kept);
        }
    }

    /// Marks a directory as the last one of its chain.
    public void endAfter(Ifd directory) {
        if (directory.end() <= block.capacity() - Integer.BYTES) {
            block.putInt((int) directory.end(), 0);
        }
    }

    /// Marks the positions of a directory and its values.
    public static void mark(Ifd directory, BitSet marked) {
        marked.set((int) directory.start(), (int) directory.end() + Integer.BYTES);
        directory.entries().forEach(entry -> marked.set((int) entry.offset(), (int) (entry.offset() + entry.length())));
    }

    /// Sets all positions of `gone` to 0, except those that are `kept`.
    public void erase(BitSet gone, BitSet kept) {
        gone.andNot(kept);
        gone.stream()
                .filter(position -> position < block.capacity())
                .forEach(position -> block.put(position, (byte) 0));
    }
}
