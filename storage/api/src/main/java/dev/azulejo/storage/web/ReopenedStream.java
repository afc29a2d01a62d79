package dev.azulejo.storage.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The bytes of one version of an object, opened again where they break off, and never those of two
/// versions. For one thread at a time.
public final class ReopenedStream extends InputStream {
    private final Origin origin;
    private final Again again;
    private InputStream bytes;
    private long at;
    private boolean isEnded;
    private boolean isClosed;

    /// The origin of the bytes.
    public interface Origin {
        /// The name of the object, for messages.
        String name();

        /// The number of bytes; negative if only their end shows it.
        long bytes();

        /// Opens the bytes. Any after the last are not read.
        ///
        /// @param from how many have been given out before
        /// @throws IOException when asking again may help
        /// @throws dev.azulejo.storage.StorageFailure when not, as they are no longer the same
        InputStream open(long from) throws IOException;

        /// Receives the bytes as they are read.
        default void passed(byte[] target, int offset, int count) {}

        /// Checks the bytes, once all have passed.
        ///
        /// @throws IOException when they are not all: what is missing is asked for
        /// @throws dev.azulejo.storage.StorageFailure when they are others
        default void end() throws IOException {}
    }

    /// Opens the stream.
    ///
    /// @param again how often it may break off, and what is waited
    public ReopenedStream(Origin origin, Again again) {
        this(origin, again, opened(origin, again, 0));
    }

    /// @param first all bytes of it, which were opened before
    public ReopenedStream(Origin origin, Again again, InputStream first) {
        this.origin = origin;
        this.again = again;
        this.bytes = first;
    }

    private static InputStream opened(Origin origin, Again again, long from) {
        return again.ask(_ -> origin.open(from));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (isClosed) {
            throw new IOException("the stream of %s is closed".formatted(origin.name()));
        }
        int count = 0;
        while (length > 0 && count == 0 && !isEnded) {
            count = some(target, offset, length);
        }
        return length > 0 && count == 0 ? -1 : count;
    }

    /// @return 0 where it has ended, or broke off and was opened again
    private int some(byte[] target, int offset, int length) throws IOException {
        try {
            int most = origin.bytes() < 0 ? length : (int) Math.min(length, origin.bytes() - at);
            int count = most == 0 ? 0 : bytes.read(target, offset, most);
            if (count > 0) {
                origin.passed(target, offset, count);
                at += count;
                return count;
            }
            if (most > 0 && origin.bytes() >= 0) {
                throw new EOFException("it ended early");
            }
            origin.end();
            isEnded = true;
        } catch (IOException e) {
            bytes.close();
            var of = origin.bytes() < 0 ? "" : " of " + origin.bytes();
            again.failed(new IOException(
                    "%s at byte %d%s broke off: %s".formatted(origin.name(), at, of, e.getMessage()), e));
            bytes = opened(origin, again, at);
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            bytes.close();
        }
    }
}
