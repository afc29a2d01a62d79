package dev.azulejo.imaging.ifd;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.bytes.RandomBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A directory of a TIFF structure: the entries that describe one image, or its EXIF or GPS data. Entries
/// whose values lie outside the file are left out; if several have one tag, all are kept, and the first
/// counts.
///
/// @param start its place
/// @param end of its entries, where the place of the next directory is stated
/// @param untyped places of entries whose type does not exist, such as 0; they are not among the others
/// @param next place of the next directory, 0 after the last
public record Ifd(
        RandomBytes source,
        ByteOrder order,
        long start,
        long end,
        SortedMap<Integer, IfdEntry> byTag,
        List<IfdEntry> entries,
        List<Long> untyped,
        long next) {
    Ifd(
            RandomBytes source,
            ByteOrder order,
            long start,
            long end,
            List<IfdEntry> entries,
            List<Long> untyped,
            long next) {
        this(source, order, start, end, firsts(entries), List.copyOf(entries), List.copyOf(untyped), next);
    }

    private static SortedMap<Integer, IfdEntry> firsts(List<IfdEntry> entries) {
        var firsts = new TreeMap<Integer, IfdEntry>();
        entries.forEach(entry -> firsts.putIfAbsent(entry.tag(), entry));
        return firsts;
    }

    private static final long MAX_BLOCK = 64L << 20;
    private static final int MAX_VALUES = 1 << 22;

    /// The number of entries that a classic TIFF structure states, readable or not.
    public long statedEntries() {
        return (end - start - Short.BYTES) / 12;
    }

    /// The entries that count, by their tags.
    public Collection<IfdEntry> all() {
        return byTag.values();
    }

    public boolean has(int tag) {
        return byTag.containsKey(tag);
    }

    /// The first number of an entry, or `otherwise`.
    public long number(int tag, long otherwise) {
        var entry = byTag.get(tag);
        if (entry == null || entry.count() == 0) {
            return otherwise;
        }
        return number(entry, source.read(entry.offset(), entry.valueLength(), order));
    }

    private static long number(IfdEntry entry, ByteBuffer bytes) {
        return switch (entry.type()) {
            case IfdEntry.BYTE, IfdEntry.UNDEFINED -> bytes.get() & 0xff;
            case IfdEntry.SHORT -> bytes.getShort() & 0xffff;
            case IfdEntry.LONG, IfdEntry.IFD -> Integer.toUnsignedLong(bytes.getInt());
            case IfdEntry.LONG8, IfdEntry.IFD8 -> bytes.getLong();
            default -> 0;
        };
    }

    /// The whole numbers of an entry; empty if there is no such entry.
    public long[] numbers(int tag) {
        var entry = byTag.get(tag);
        if (entry == null || entry.count() > MAX_VALUES) {
            return new long[0];
        }
        var bytes = bytes(entry);
        var numbers = new long[(int) entry.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(entry, bytes);
        }
        return numbers;
    }

    /// The values of an entry as they lie in the file.
    public ByteBuffer bytes(IfdEntry entry) {
        return source.read(entry.offset(), Math.toIntExact(entry.length()), order);
    }

    /// The values of an entry as one block; empty if they exceed the limit.
    public Optional<byte[]> block(int tag) {
        return entry(tag)
                .filter(entry -> entry.length() <= MAX_BLOCK)
                .map(entry -> bytes(entry).array());
    }

    public Optional<IfdEntry> entry(int tag) {
        return Optional.ofNullable(byTag.get(tag));
    }

    /// Whether the image is a smaller version of another image, or a mask for one.
    public boolean isSecondary() {
        return (number(Tag.SUBFILE_TYPE, 0) & 0b101) != 0;
    }

    /// The density that the entries state, in pixels per inch or centimetre.
    public Optional<Density> density() {
        double perMm = switch ((int) number(Tag.RESOLUTION_UNIT, Tag.INCHES)) {
            case Tag.INCHES -> Density.MM_PER_INCH;
            case Tag.CENTIMETRES -> Fraction.MM_PER_CENTIMETRE;
            default -> 0;
        };
        double horizontal = ratio(Tag.X_RESOLUTION) / perMm;
        double vertical = ratio(Tag.Y_RESOLUTION) / perMm;
        boolean stated = perMm > 0 && horizontal > 0 && vertical > 0;
        return stated ? Optional.of(new Density(horizontal, vertical)) : Optional.empty();
    }

    private double ratio(int tag) {
        var values = reals(tag);
        return values.length == 1 && Double.isFinite(values[0]) ? values[0] : 0;
    }

    /// The numbers of an entry: fractions by the standard unless they are whole numbers, or other types
    /// from some writers. Empty if there is no such entry.
    public double[] reals(int tag) {
        var entry = byTag.get(tag);
        if (entry == null || entry.count() > MAX_VALUES) {
            return new double[0];
        }
        var bytes = bytes(entry);
        var whole = numbers(tag);
        var reals = new double[(int) entry.count()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = switch (entry.type()) {
                case IfdEntry.RATIONAL ->
                    Integer.toUnsignedLong(bytes.getInt()) / (double) Integer.toUnsignedLong(bytes.getInt());
                case IfdEntry.FLOAT -> bytes.getFloat();
                case IfdEntry.DOUBLE -> bytes.getDouble();
                default -> whole[i];
            };
        }
        return reals;
    }
}
