package dev.azulejo.imaging.webp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Presents a WebP to libvips: [RiffChunks] examines all bytes first, and may change them.
final class RiffStream extends FilterInputStream {
    private final RiffChunks chunks;

    RiffStream(InputStream file, RiffChunks chunks) {
        super(file);
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = offset; i < offset + count; ) {
            i += chunks.look(target, i, offset + count - i);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
