package dev.azulejo.storage.testkit.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/// The bytes of a file, which never change, in memory or in a file of this machine (see [ByteStore]).
public final class StoredBytes {
    private final Place place;
    private final long start;
    private final long size;

    private interface Place {
        InputStream from(long at) throws IOException;
    }

    private StoredBytes(Place place, long start, long size) {
        this.place = place;
        this.start = start;
        this.size = size;
    }

    /// @param bytes are not copied
    public static StoredBytes of(byte[] bytes) {
        return new StoredBytes(
                at -> new ByteArrayInputStream(bytes, (int) at, bytes.length - (int) at), 0, bytes.length);
    }

    static StoredBytes in(Path file, long size) {
        return new StoredBytes(
                at -> Channels.newInputStream(FileChannel.open(file).position(at)), 0, size);
    }

    public long size() {
        return size;
    }

    public StoredBytes part(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        return new StoredBytes(place, start + from, to - from);
    }

    /// Opens a stream of all these bytes, and no more.
    public InputStream open() throws IOException {
        return new Bounded(place.from(start), size);
    }

    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// All bytes in memory, in a new array each time.
    public byte[] all() {
        try (var in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] digest(String algorithm) {
        try (var in = new DigestInputStream(open(), MessageDigest.getInstance(algorithm))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
