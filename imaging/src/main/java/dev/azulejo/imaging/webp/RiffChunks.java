package dev.azulejo.imaging.webp;

import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.bytes.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks from chunk to chunk of a WebP as it arrives, before libwebp sees it, which keeps a list of chunks
/// and searches it from the start for each frame. It hides EXIF from libvips, which would let libexif read
/// it. (RFC 9649, 2.3 and 2.7)
final class RiffChunks {
    private static final int FILE_HEADER = 12;
    private static final int HEADER = 8;
    private static final int NAME = 4;
    private static final int EXIF_FLAG = 8; // in the first byte of VP8X

    /// The greatest size of EXIF: more than `max-metadata` allows, and small enough to hold.
    private static final int MOST_EXIF = 16 << 20;

    private final FileBudget budget;
    private final byte[] header = new byte[HEADER];
    private int inHeader;
    private long skipped = FILE_HEADER;
    private long exifLeft;
    private boolean flagsFollow;
    private boolean saysExif;
    private @Nullable GrowingBytes exif;

    RiffChunks(FileBudget budget) {
        this.budget = budget;
    }

    /// Examines the bytes at `at`, and may change them.
    ///
    /// @param count number of bytes
    /// @return the number of bytes that were examined
    int look(byte[] bytes, int at, int count) {
        if (skipped > 0) {
            int now = (int) Math.min(skipped, count);
            keep(bytes, at, now);
            skipped -= now;
            return now;
        }
        header[inHeader] = bytes[at];
        inHeader++;
        if (inHeader == NAME && name().equals("EXIF")) {
            bytes[at] = 'f';
        }
        if (inHeader == HEADER) {
            begin();
        }
        return 1;
    }

    private String name() {
        return new String(header, 0, NAME, StandardCharsets.ISO_8859_1);
    }

    private void begin() {
        inHeader = 0;
        budget.draw(name().equals("ANMF") ? Part.FRAMES : Part.CHUNKS, 1);
        long length = 0;
        for (int i = HEADER - 1; i >= NAME; i--) {
            length = length << Byte.SIZE | (header[i] & 0xff);
        }
        skipped = length + length % 2;
        flagsFollow = length > 0 && name().equals("VP8X");
        if (exif == null && saysExif && name().equals("EXIF")) {
            exif = new GrowingBytes((int) Math.min(length, 1 << 16));
            exifLeft = Math.min(length, MOST_EXIF);
        }
    }

    private void keep(byte[] bytes, int at, int count) {
        if (exif != null && exifLeft > 0) {
            int kept = (int) Math.min(count, exifLeft);
            exif.room(kept);
            System.arraycopy(bytes, at, exif.array(), exif.length(), kept);
            exif.grow(kept);
            exifLeft -= kept;
        } else if (flagsFollow) {
            saysExif = (bytes[at] & EXIF_FLAG) != 0;
            flagsFollow = false;
        }
    }

    /// The content of the first chunk of EXIF; truncated if it exceeds the limit.
    Optional<byte[]> exif() {
        return Optional.ofNullable(exif).map(GrowingBytes::toByteArray);
    }
}
