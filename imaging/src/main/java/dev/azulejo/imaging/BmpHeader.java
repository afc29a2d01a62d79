package dev.azulejo.imaging;

import dev.azulejo.core.job.Density;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What a BMP file says before its pixels (Windows GDI, BITMAPFILEHEADER and BITMAPINFOHEADER).
///
/// @param dataOffset of the first row
/// @param density null where it is not stated
record BmpHeader(
        long dataOffset,
        int width,
        long height,
        int bits,
        int compression,
        @Nullable Density density) {
    private static final int LENGTH = 54;
    private static final int OLD_LENGTH = 26;
    private static final int OLD_HEADER = 12; // of OS/2, with sides of 16 bits
    private static final int PLAIN = 0; // BI_RGB
    private static final int MASKS = 3; // BI_BITFIELDS
    private static final double MM_PER_METRE = 1000;

    static BmpHeader of(SpooledFile file) throws UnreadableImage {
        if (!file.has(0, OLD_LENGTH)) {
            throw cutOff();
        }
        var start = file.read(0, OLD_LENGTH, ByteOrder.LITTLE_ENDIAN);
        long dataOffset = Integer.toUnsignedLong(start.getInt(10));
        if (start.getInt(14) == OLD_HEADER) {
            return new BmpHeader(
                    dataOffset,
                    start.getShort(18) & 0xffff,
                    start.getShort(20) & 0xffff,
                    start.getShort(24),
                    PLAIN,
                    null);
        }
        if (!file.has(0, LENGTH)) {
            throw cutOff();
        }
        var header = file.read(0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        int horizontal = header.getInt(38);
        int vertical = header.getInt(42);
        var density =
                horizontal > 0 && vertical > 0 ? new Density(horizontal / MM_PER_METRE, vertical / MM_PER_METRE) : null;
        // a negative height means that the rows come from the top
        long height = Math.abs((long) header.getInt(22));
        return new BmpHeader(dataOffset, header.getInt(18), height, header.getShort(28), header.getInt(30), density);
    }

    /// @throws UnreadableImage when the rows are not all there, or compressed as another format
    void check(long fileLength) throws UnreadableImage {
        if (compression < PLAIN || compression > MASKS) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS,
                    "is a BMP that holds another format (compression %d); save it as PNG".formatted(compression),
                    null);
        }
        if (width < 1 || height < 1) {
            throw new UnreadableImage(
                    Reason.UNREADABLE, "is a BMP that is damaged in its header; copy or export it again", null);
        }
        long rowBytes = ((long) width * bits + 31) / 32 * 4;
        boolean plain = compression == PLAIN || compression == MASKS;
        if (plain && dataOffset + rowBytes * height > fileLength) {
            throw cutOff();
        }
    }

    private static UnreadableImage cutOff() {
        return new UnreadableImage(Reason.UNREADABLE, "is a BMP that is cut off; copy or download it again", null);
    }
}
