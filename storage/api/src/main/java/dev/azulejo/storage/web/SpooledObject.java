package dev.azulejo.storage.web;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;

/// An object whose bytes wait on this machine until it is committed: for places that must know their
/// number, or whose requests must be repeatable.
public final class SpooledObject extends PendingObject {
    private final String key;
    private final OptionalLong expected;
    private final Target target;
    private final Spool spool;
    private boolean isEnded;

    /// Stores the bytes at the commit.
    public interface Target {
        /// @return whether the object appeared
        boolean commit(Spool bytes, Precondition precondition);
    }

    /// @param expected how many bytes it will have, if that is known
    /// @param most bytes that wait in memory
    public SpooledObject(String key, OptionalLong expected, int most, Target target) {
        this.key = key;
        this.expected = expected;
        this.target = target;
        this.spool = new Spool(most);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (isEnded) {
            throw new IOException(key + " was committed or closed before");
        }
        boolean isFine = false;
        try {
            spool.write(source, offset, length);
            isFine = true;
        } finally {
            if (!isFine) {
                close();
            }
        }
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (isEnded) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        try {
            if (expected.isPresent() && expected.getAsLong() != spool.bytes()) {
                throw new IllegalStateException(
                        "%s should have %d bytes and has %d".formatted(key, expected.getAsLong(), spool.bytes()));
            }
            return target.commit(spool, precondition);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        isEnded = true;
        spool.close();
    }
}
