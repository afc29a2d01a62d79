package dev.azulejo.storage.web;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Supplier;

/// The hash of the bytes read so far, by which they are recognised when they come again. For one thread.
public final class RunningHash {
    private static final int BUFFER = 64 << 10;

    private final MessageDigest digest = ContentVersion.digest();
    private long bytes;

    public void update(byte[] source, int offset, int count) {
        digest.update(source, offset, count);
        bytes += count;
    }

    public long bytes() {
        return bytes;
    }

    /// The hash so far, as [ContentVersion] writes it.
    public String soFar() {
        try {
            return ContentVersion.of((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK clones SHA-256", e);
        }
    }

    /// Skips the bytes that have passed, which a place without ranges sends once more, and checks them.
    ///
    /// @throws StorageFailure `changed`, where they are others
    public void requireAgain(InputStream in, Supplier<? extends StorageFailure> changed) throws IOException {
        var again = new RunningHash();
        var buffer = new byte[BUFFER];
        while (again.bytes < bytes) {
            int count = in.read(buffer, 0, (int) Math.min(bytes - again.bytes, BUFFER));
            if (count < 0) {
                throw changed.get();
            }
            again.update(buffer, 0, count);
        }
        if (!again.soFar().equals(soFar())) {
            throw changed.get();
        }
    }
}
