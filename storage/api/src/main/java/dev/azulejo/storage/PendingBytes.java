package dev.azulejo.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An object on its way into a storage, held in memory until it is committed: for places whose objects are small, or
/// that take no more than one request for each.
public final class PendingBytes extends PendingObject {
    private static final int LEAST_ROOM = 1 << 10;
    private static final int MOST_ROOM = 8 << 20;

    private final Target target;
    private final String key;
    private final Map<String, String> metadata;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] room = new byte[LEAST_ROOM];
    private int used;
    private long size;
    private boolean ended;

    /// Stores the bytes when they are committed.
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
    public void write(byte[] source, int offset, int length) throws IOException {
        refuseIfEnded();
        for (int written = 0; written < length; ) {
            if (used == room.length) {
                full.add(room);
                room = new byte[Math.clamp(size, LEAST_ROOM, MOST_ROOM)];
                used = 0;
            }
            int some = Math.min(length - written, room.length - used);
            System.arraycopy(source, offset + written, room, used, some);
            used += some;
            size += some;
            written += some;
        }
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (ended) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        ended = true;
        return target.commit(key, bytes(), metadata, precondition);
    }

    private byte[] bytes() {
        var bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (var each : full) {
            System.arraycopy(each, 0, bytes, at, each.length);
            at += each.length;
        }
        System.arraycopy(room, 0, bytes, at, used);
        return bytes;
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
