package dev.azulejo.imaging.fetch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the files of a tar archive in their order (POSIX.1-2017, `pax`, section "ustar Interchange
/// Format"), as far as npm's packages use the format.
final class TarReader implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;

    private final DataInputStream archive;
    private long size;
    private long unread;

    TarReader(InputStream archive) {
        this.archive = new DataInputStream(archive);
    }

    /// Goes to the next entry and returns its name; empty at the archive's end.
    Optional<String> next() throws IOException {
        archive.skipNBytes(unread);
        var header = new byte[BLOCK];
        archive.readFully(header);
        if (header[0] == 0) {
            return Optional.empty();
        }
        size = Long.parseLong(text(header, SIZE_OFFSET, SIZE_LENGTH).strip(), 8);
        unread = Math.ceilDiv(size, BLOCK) * BLOCK;
        return Optional.of(text(header, 0, NAME_LENGTH));
    }

    /// The bytes of the entry that [#next] went to; to be called once per entry.
    byte[] content() throws IOException {
        var bytes = new byte[Math.toIntExact(size)];
        archive.readFully(bytes);
        unread -= size;
        return bytes;
    }

    private static String text(byte[] header, int offset, int maxLength) {
        int length = 0;
        while (length < maxLength && header[offset + length] != 0) {
            length++;
        }
        return new String(header, offset, length, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
