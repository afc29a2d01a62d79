package dev.azulejo.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A range of a file, read as it is sent, and again for each repeat.
record FileRange(Path file, long offset, long bytes) {
    /// Makes a body of known length, which buckets require.
    BodyPublisher publisher() {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), bytes);
    }

    private InputStream open() {
        try {
            var channel = FileChannel.open(file);
            return new Limited(Channels.newInputStream(channel.position(offset)), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] to, int start, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(to, start, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
