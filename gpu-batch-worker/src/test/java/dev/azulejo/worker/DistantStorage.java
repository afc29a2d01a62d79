package dev.azulejo.worker;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A storage in which each call takes a while, as with a bucket, for any number of bytes, and which counts
/// calls. A large object is uploaded in parts: the upload is begun, one part is on its way while the next
/// one fills, and it is completed.
final class DistantStorage implements JobStorage {
    private static final int PART_BYTES = 8 << 20;

    private final JobStorage storage;
    private final long callNanos;
    private final ConcurrentHashMap<Call, Long> counts = new ConcurrentHashMap<>();

    enum Call {
        LOOK,
        READ,
        LIST,
        WRITE,
        /// A call of an upload in parts, beyond the one call that small objects need.
        PART,
        DELETE
    }

    DistantStorage(JobStorage storage, Duration call) {
        this.storage = storage;
        this.callNanos = call.toNanos();
    }

    /// The number of calls so far.
    Map<Call, Long> counts() {
        return Map.copyOf(counts);
    }

    private void count(Call call) {
        counts.merge(call, 1L, Long::sum);
    }

    private void call(Call call) {
        count(call);
        sleepUntil(System.nanoTime() + callNanos);
    }

    static void sleepUntil(long end) {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public InputStream read(String key) {
        call(Call.READ);
        return storage.read(key);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        call(Call.READ);
        return storage.readVersion(key, version);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        call(length == 0 ? Call.LOOK : Call.READ); // as of S3
        return storage.readRange(key, offset, length);
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return new Upload(storage.write(key, metadata));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        call(Call.LOOK);
        return storage.stat(key);
    }

    @Override
    public String version(String key) {
        call(Call.LOOK);
        return storage.version(key);
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        call(Call.LIST);
        return storage.list(prefix);
    }

    @Override
    public void delete(String key) {
        call(Call.DELETE);
        storage.delete(key);
    }

    @Override
    public boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        call(Call.WRITE);
        return storage.compose(parts, target, key, metadata, precondition);
    }

    private final class Upload extends PendingObject {
        private final PendingObject pending;
        private long written;
        private int parts;
        private long arrivesAt;

        Upload(PendingObject pending) {
            this.pending = pending;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            pending.write(source, offset, length);
            written += length;
            while (written > (parts + 1L) * PART_BYTES) {
                if (parts == 0) {
                    call(Call.PART); // begins the upload
                } else {
                    sleepUntil(arrivesAt);
                }
                parts++;
                count(Call.PART);
                arrivesAt = System.nanoTime() + callNanos;
            }
        }

        @Override
        public boolean commit(Precondition precondition) {
            if (parts > 0) {
                sleepUntil(arrivesAt);
                call(Call.PART); // the last one
            }
            call(Call.WRITE);
            return pending.commit(precondition);
        }

        @Override
        public void close() {
            pending.close();
        }
    }
}
