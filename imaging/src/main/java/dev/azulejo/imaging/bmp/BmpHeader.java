package dev.azulejo.imaging.bmp;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.ifd.Fraction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header of a BMP file: one of Windows, of 40 to 124 bytes, or of OS/2, of 12 or of 16 to 64. (Windows
/// GDI, BITMAPFILEHEADER to BITMAPV5HEADER; OS/2 PM, BITMAPINFOHEADER2)
///
/// @param dataOffset of the first row in the file
/// @param topDown whether the first row is the uppermost
/// @param bits of a pixel
/// @param masks of red, green, blue and alpha, for pixels of 16 and of 32 bits; 0 for none
/// @param palette colours of 24 bits, for pixels of fewer bits
/// @param density null if it is not stated
/// @param profile the place in the file where it is embedded
record BmpHeader(
        long dataOffset,
        int width,
        int height,
        boolean topDown,
        int bits,
        Coding coding,
        Masks masks,
        Palette palette,
        @Nullable Density density,
        Optional<Place> profile) {
    private static final int START = 14; // of the header, after that of the file
    private static final int OLD_LENGTH = 12; // of OS/2, with sides of 16 bits
    private static final int SHORTEST = 16;
    private static final int LONGEST = 124;
    private static final int WINDOWS = 40;
    private static final int WITH_MASKS = 52;
    private static final int WITH_ALPHA = 56;
    private static final int WITH_COLOURS = 108;
    private static final int EMBEDDED = 0x4d424544; // MBED

    enum Coding {
        PLAIN,
        RUNS
    }

    record Place(long offset, int length) {}

    record Masks(int red, int green, int blue, int alpha) {}

    /// A palette of colours of 24 bits; indices beyond its end are black.
    record Palette(int[] colours) {
        /// @param stated 0 for as many colours as pixels can name
        static int length(int bits, int stated) {
            int most = bits >= 1 && bits <= 8 ? 1 << bits : 0;
            return stated > 0 && stated < most ? stated : most;
        }

        /// Reads as many colours as there is room for before the pixels.
        static Palette of(SpooledFile file, long offset, int entryBytes, int length, long dataOffset) {
            long room = Math.max(0, Math.min(file.length(), dataOffset) - offset);
            var colours = new int[(int) Math.min(length, room / entryBytes)];
            var entries = file.read(offset, colours.length * entryBytes, ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < colours.length; i++) {
                int at = i * entryBytes;
                colours[i] = (entries.get(at + 2) & 0xff) << 16
                        | (entries.get(at + 1) & 0xff) << 8
                        | (entries.get(at) & 0xff);
            }
            return new Palette(colours);
        }

        int colour(int index) {
            return index < colours.length ? colours[index] : 0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Palette palette && Arrays.equals(colours, palette.colours);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(colours);
        }
    }

    /// @throws UnreadableImage when the header is cut off, damaged, or of a kind that is not read
    static BmpHeader of(SpooledFile file) throws UnreadableImage {
        if (!file.has(0, START + OLD_LENGTH)) {
            throw cutOff();
        }
        int length = file.read(START, Integer.BYTES, ByteOrder.LITTLE_ENDIAN).getInt();
        if (length != OLD_LENGTH && (length < SHORTEST || length > LONGEST)) {
            throw damaged("in its header");
        }
        if (!file.has(START, length)) {
            throw cutOff();
        }
        // those of OS/2 may end anywhere: what is not there counts as 0
        var header = ByteBuffer.allocate(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, file.read(START, length, ByteOrder.LITTLE_ENDIAN).array());
        var read = length == OLD_LENGTH ? old(file, header) : read(file, header, length);
        read.check(file.length());
        return read;
    }

    private static BmpHeader old(SpooledFile file, ByteBuffer header) {
        int bits = header.getShort(10);
        long data = dataOffset(file, START + OLD_LENGTH, 3, bits, 0);
        return new BmpHeader(
                data,
                header.getShort(4) & 0xffff,
                header.getShort(6) & 0xffff,
                false,
                bits,
                Coding.PLAIN,
                masks(bits),
                Palette.of(file, START + OLD_LENGTH, 3, Palette.length(bits, 0), data),
                null,
                Optional.empty());
    }

    private static BmpHeader read(SpooledFile file, ByteBuffer header, int length) throws UnreadableImage {
        int bits = header.getShort(14);
        boolean os2 = length < WINDOWS || length == 48 || (length > WITH_ALPHA && length < WITH_COLOURS);
        int compression = header.getInt(16);
        var coding = BmpKind.coding(compression, os2, bits);
        long afterHeader = (long) START + length;
        var masks = masks(bits);
        if (BmpKind.hasMasks(compression, os2)) {
            int count = compression == BmpKind.ALPHA_MASKS ? 4 : 3;
            var fields = header;
            int at = WINDOWS;
            if (length < WITH_MASKS) { // they follow the header
                if (!file.has(afterHeader, 4L * count)) {
                    throw cutOff();
                }
                fields = file.read(afterHeader, 4 * count, ByteOrder.LITTLE_ENDIAN);
                at = 0;
                afterHeader += 4L * count;
            }
            boolean alpha = count == 4 || length >= WITH_ALPHA;
            masks = new Masks(
                    fields.getInt(at),
                    fields.getInt(at + 4),
                    fields.getInt(at + 8),
                    alpha ? fields.getInt(at + 12) : 0);
        }
        int colours = header.getInt(32);
        long data = dataOffset(file, afterHeader, 4, bits, colours);
        int height = header.getInt(8); // a negative one means that the rows come from the top
        return new BmpHeader(
                data,
                header.getInt(4),
                height == Integer.MIN_VALUE ? 0 : Math.abs(height),
                height < 0,
                bits,
                coding,
                masks,
                Palette.of(file, afterHeader, 4, Palette.length(bits, colours), data),
                density(header),
                profile(header, length));
    }

    private static Masks masks(int bits) {
        return bits == 16 ? new Masks(0x7c00, 0x3e0, 0x1f, 0) : new Masks(0xff0000, 0xff00, 0xff, 0);
    }

    private static @Nullable Density density(ByteBuffer header) {
        int horizontal = header.getInt(24);
        int vertical = header.getInt(28);
        return horizontal > 0 && vertical > 0
                ? new Density(horizontal / Fraction.MM_PER_METRE, vertical / Fraction.MM_PER_METRE)
                : null;
    }

    private static Optional<Place> profile(ByteBuffer header, int length) {
        boolean embedded = length == LONGEST && header.getInt(56) == EMBEDDED;
        return embedded
                ? Optional.of(new Place(START + Integer.toUnsignedLong(header.getInt(112)), header.getInt(116)))
                : Optional.empty();
    }

    /// The offset of the pixels: behind the colours, also in files that forget to count those.
    private static long dataOffset(SpooledFile file, long colours, int entryBytes, int bits, int stated) {
        long data = Integer.toUnsignedLong(
                file.read(10, Integer.BYTES, ByteOrder.LITTLE_ENDIAN).getInt());
        return Math.max(data, data > colours ? 0 : colours + (long) Palette.length(bits, stated) * entryBytes);
    }

    private void check(long fileLength) throws UnreadableImage {
        if (width < 1 || height < 1 || rowBytes() > Integer.MAX_VALUE / 2) {
            throw damaged("in its header");
        }
        BmpKind.requireKnown(bits, masks);
        if (coding == Coding.PLAIN && dataOffset + rowBytes() * height > fileLength) {
            throw cutOff();
        }
    }

    /// The bytes of an uncompressed row: whole groups of 32 bits.
    long rowBytes() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    long pixels() {
        return (long) width * height;
    }

    static UnreadableImage cutOff() {
        return new UnreadableImage(Reason.UNREADABLE, "is a BMP that is cut off; copy or download it again", null);
    }

    static UnreadableImage damaged(String place) {
        return new UnreadableImage(
                Reason.UNREADABLE, "is a BMP that is damaged %s; copy or export it again".formatted(place), null);
    }
}
