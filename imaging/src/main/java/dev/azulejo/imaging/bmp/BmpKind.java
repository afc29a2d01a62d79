package dev.azulejo.imaging.bmp;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bmp.BmpHeader.Coding;
import dev.azulejo.imaging.bmp.BmpHeader.Masks;

/// Decides which kinds of BMP are read. The numbers in the header mean different things in Windows and in
/// OS/2.
final class BmpKind {
    static final int ALPHA_MASKS = 6; // BI_ALPHABITFIELDS

    private static final int PLAIN = 0; // BI_RGB
    private static final int RUNS_OF_8 = 1; // BI_RLE8
    private static final int RUNS_OF_4 = 2; // BI_RLE4
    private static final int MASKS = 3; // BI_BITFIELDS; in OS/2 Huffman 1D
    private static final int RUNS_OF_24 = 4; // in OS/2; in Windows a JPEG

    private BmpKind() {}

    /// @throws UnreadableImage naming a coding that is not read
    static Coding coding(int compression, boolean os2, int bits) throws UnreadableImage {
        boolean runs = (compression == RUNS_OF_8 && bits == 8)
                || (compression == RUNS_OF_4 && bits == 4)
                || (compression == RUNS_OF_24 && os2 && bits == 24);
        if (runs) {
            return Coding.RUNS;
        }
        if (compression == PLAIN || hasMasks(compression, os2)) {
            return Coding.PLAIN;
        }
        if (compression == MASKS) {
            throw unsupported("is a BMP with the Huffman coding of OS/2, which is not read");
        }
        throw unsupported("is a BMP that holds another format (compression %d)".formatted(compression));
    }

    static boolean hasMasks(int compression, boolean os2) {
        return !os2 && (compression == MASKS || compression == ALPHA_MASKS);
    }

    /// @throws UnreadableImage when the kind of pixels is unknown
    static void requireKnown(int bits, Masks masks) throws UnreadableImage {
        boolean known = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
        boolean whole = isRun(masks.red()) && isRun(masks.green()) && isRun(masks.blue()) && isRun(masks.alpha());
        if (!known || !whole) {
            throw unsupported("is a BMP with pixels of an unusual kind (%d bits)".formatted(bits));
        }
    }

    private static boolean isRun(int mask) {
        int shifted = mask == 0 ? 0 : mask >>> Integer.numberOfTrailingZeros(mask);
        return (shifted & (shifted + 1)) == 0;
    }

    private static UnreadableImage unsupported(String detail) {
        return new UnreadableImage(Reason.UNSUPPORTED_PIXELS, detail + "; save it as PNG", null);
    }
}
