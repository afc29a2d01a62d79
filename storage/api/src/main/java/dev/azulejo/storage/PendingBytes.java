package dev.azulejo.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/// An object on its way into a storage, held in memory until it is committed: for places whose objects are small, or
/// that take no more than one request for each.
public final class PendingBytes extends PendingObject {
    private final Target target;
    private final String key;
    private final Map<String, String> metadata;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ended;

    /// Where its bytes go when it is committed.
    public interface Target {
        /// @return whether the object appeared
        boolean commit(String key, byte[] bytes, Map<String, String> metadata, Precondition precondition);
    }

    /// @param key valid by [Keys]
    /// @param metadata valid by [Metadata]
    public PendingBytes(Target target, String key, Map<String, String> metadata) {
        this.target = target;
        this.key = key;
        this.metadata = metadata;
    }

    @Override
    public void write(int value) throws IOException {
        refuseIfEnded();
        bytes.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        refuseIfEnded();
        bytes.write(source, offset, length);
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (ended) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        ended = true;
        return target.commit(key, bytes.toByteArray(), metadata, precondition);
    }

    @Override
    public void close() {
        ended = true;
    }

    private void refuseIfEnded() throws IOException {
        if (ended) {
            throw new IOException(key + " was committed or closed before");
        }
    }
}
