package dev.azulejo.storage.testkit;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/// An object on its way into a storage in memory.
final class PendingBytes extends PendingObject {
    private final Target target;
    private final String key;
    private final Map<String, String> metadata;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ended;

    /// Where its bytes go when it is committed.
    interface Target {
        boolean commit(String key, byte[] bytes, Map<String, String> metadata, Precondition precondition);
    }

    PendingBytes(Target target, String key, Map<String, String> metadata) {
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
