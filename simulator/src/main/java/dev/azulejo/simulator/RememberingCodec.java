package dev.azulejo.simulator;

import dev.azulejo.core.job.JobCodec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Reads equal bytes once, and writes equal records once, because most of what a run reads or writes has
/// been read or written before. Records are immutable, so all runs may share one. Not thread-safe, as only
/// one fiber runs at a time.
final class RememberingCodec implements JobCodec {
    private static final int MOST = 10_000;

    private final JobCodec codec;
    private final Map<Bytes, Object> read = new HashMap<>();
    private final Map<Object, byte[]> written = new HashMap<>();

    private record Bytes(Class<?> type, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && type == that.type && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    RememberingCodec(JobCodec codec) {
        this.codec = codec;
    }

    @Override
    public byte[] encode(Object record) {
        if (record.getClass().isArray()) {
            return codec.encode(record);
        }
        var known = written.get(record);
        if (known != null) {
            return known.clone();
        }
        var bytes = codec.encode(record);
        remember(written, record, bytes.clone());
        return bytes;
    }

    @Override
    public <T> T decode(byte[] bytes, Class<T> type) {
        if (type.isArray()) {
            return codec.decode(bytes, type);
        }
        var known = read.get(new Bytes(type, bytes));
        if (known != null) {
            return type.cast(known);
        }
        var record = codec.decode(bytes, type);
        remember(read, new Bytes(type, bytes.clone()), record);
        return record;
    }

    private static <K, V> void remember(Map<K, V> all, K key, V value) {
        if (all.size() >= MOST) {
            all.clear();
        }
        all.put(key, value);
    }
}
