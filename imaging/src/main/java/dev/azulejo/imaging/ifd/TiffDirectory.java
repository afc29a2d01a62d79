package dev.azulejo.imaging.ifd;

import dev.azulejo.core.job.Density;
import dev.azulejo.imaging.bytes.SpooledFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// A directory of a TIFF file: the entries that describe one image, or its EXIF or GPS data. Entries
/// whose values do not lie in the file are not among them.
///
/// @param next where the next directory lies, 0 after the last
public record TiffDirectory(SpooledFile file, ByteOrder order, Map<Integer, TiffEntry> entries, long next) {
    static final int SUBFILE_TYPE = 254;
    public static final int WIDTH = 256;
    public static final int HEIGHT = 257;
    public static final int BITS_PER_SAMPLE = 258;
    public static final int COMPRESSION = 259;
    public static final int PHOTOMETRIC = 262;
    public static final int STRIP_OFFSETS = 273;
    public static final int SAMPLES_PER_PIXEL = 277;
    public static final int ROWS_PER_STRIP = 278;
    public static final int STRIP_LENGTHS = 279;
    public static final int TILE_WIDTH = 322;
    public static final int TILE_HEIGHT = 323;
    public static final int TILE_OFFSETS = 324;
    public static final int TILE_LENGTHS = 325;
    public static final int SUB_IFDS = 330;
    public static final int EXTRA_SAMPLES = 338;
    public static final int DNG_VERSION = 50_706;

    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    public static final int PLANAR_CONFIGURATION = 284;
    private static final int RESOLUTION_UNIT = 296;
    private static final int MAX_VALUES = 1 << 24;

    public Collection<TiffEntry> all() {
        return entries.values();
    }

    public boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// The first number of an entry.
    public long number(int tag, long otherwise) {
        var numbers = numbers(tag);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    /// The whole numbers of an entry; none where there is no such entry.
    public long[] numbers(int tag) {
        var entry = entries.get(tag);
        if (entry == null || entry.count() > MAX_VALUES) {
            return new long[0];
        }
        var bytes = bytes(entry);
        var numbers = new long[(int) entry.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (entry.type()) {
                case TiffEntry.BYTE, TiffEntry.UNDEFINED -> bytes.get() & 0xff;
                case TiffEntry.SHORT -> bytes.getShort() & 0xffff;
                case TiffEntry.LONG, TiffEntry.IFD -> Integer.toUnsignedLong(bytes.getInt());
                case TiffEntry.LONG8, TiffEntry.IFD8 -> bytes.getLong();
                default -> 0;
            };
        }
        return numbers;
    }

    /// The values of an entry as they lie in the file.
    public ByteBuffer bytes(TiffEntry entry) {
        return file.read(entry.offset(), Math.toIntExact(entry.length()), order);
    }

    public Optional<TiffEntry> entry(int tag) {
        return Optional.ofNullable(entries.get(tag));
    }

    /// A smaller version of another image, or a mask for one.
    public boolean isSecondary() {
        return (number(SUBFILE_TYPE, 0) & 0b101) != 0;
    }

    /// Whether all strips or tiles lie in the file.
    public boolean hasAllPixels() {
        return allInFile(numbers(STRIP_OFFSETS), numbers(STRIP_LENGTHS))
                && allInFile(numbers(TILE_OFFSETS), numbers(TILE_LENGTHS));
    }

    private boolean allInFile(long[] offsets, long[] lengths) {
        for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
            if (!file.has(offsets[i], lengths[i])) {
                return false;
            }
        }
        return true;
    }

    /// What the entries say of pixels per inch or centimetre.
    public Optional<Density> density() {
        double perMm = switch ((int) number(RESOLUTION_UNIT, 2)) {
            case 2 -> 25.4;
            case 3 -> 10;
            default -> 0;
        };
        double horizontal = ratio(X_RESOLUTION) / perMm;
        double vertical = ratio(Y_RESOLUTION) / perMm;
        boolean stated = perMm > 0 && horizontal > 0 && vertical > 0;
        return stated ? Optional.of(new Density(horizontal, vertical)) : Optional.empty();
    }

    private double ratio(int tag) {
        var values = reals(tag);
        return values.length == 1 && Double.isFinite(values[0]) ? values[0] : 0;
    }

    /// The numbers of an entry: ratios by the standard where they are no whole ones, others from some
    /// writers. None where there is no such entry.
    public double[] reals(int tag) {
        var entry = entries.get(tag);
        if (entry == null || entry.count() > MAX_VALUES) {
            return new double[0];
        }
        var bytes = bytes(entry);
        var whole = numbers(tag);
        var reals = new double[(int) entry.count()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = switch (entry.type()) {
                case TiffEntry.RATIONAL ->
                    Integer.toUnsignedLong(bytes.getInt()) / (double) Integer.toUnsignedLong(bytes.getInt());
                case TiffEntry.FLOAT -> bytes.getFloat();
                case TiffEntry.DOUBLE -> bytes.getDouble();
                default -> whole[i];
            };
        }
        return reals;
    }
}
