package dev.azulejo.core.job.record;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/// An object of pixels that proves itself: payload, then an index, then a seal of fixed length. The seal names
/// the plan the object belongs to and says how long payload and index are; index and seal have a checksum. So
/// two small reads tell whether the object is whole and of this plan, and a range of the payload can be read or
/// copied by itself.
///
/// ```
/// payload | index | "AZL1" | plan hash (32) | payload bytes (8) | index bytes (4) | CRC-32C of all since payload (4)
/// ```
///
/// @param payloadBytes length of the payload, which starts at 0
/// @param index what the writer wants readers to know of the payload
public record SealedObject(String key, long payloadBytes, byte[] index) {
    private static final byte[] MAGIC = {'A', 'Z', 'L', '1'};
    static final int SEAL_BYTES = MAGIC.length + 32 + 8 + 4 + 4;

    /// Finds the object under `key`.
    ///
    /// @throws PermanentFailure when there is one, but damaged or of another plan
    public static Optional<SealedObject> find(Storage work, String key, Hash plan) {
        try {
            return work.stat(key)
                    .map(stat ->
                            read((offset, length) -> work.readRange(key, offset, length), key, stat.bytes(), plan));
        } catch (NoSuchObject e) {
            return Optional.empty(); // removed since we looked
        }
    }

    /// Reads the object under `key`, which must be there.
    ///
    /// @throws PermanentFailure when it is missing, damaged or of another plan
    public static SealedObject require(Storage work, String key, Hash plan) {
        return find(work, key, plan).orElseThrow(() -> PermanentFailure.damaged(key, "is missing"));
    }

    /// Reads bytes `offset` to `offset + length` of the payload and unpacks them.
    ///
    /// @throws PermanentFailure naming this object, when it has been removed or `unpacker` cannot use it
    public <T> T unpacked(Storage work, long offset, long length, Function<byte[], T> unpacker) {
        try {
            return unpacker.apply(work.readRange(key, offset, Math.toIntExact(length)));
        } catch (NoSuchObject e) {
            throw PermanentFailure.damaged(key, "is missing");
        } catch (PermanentFailure e) {
            throw PermanentFailure.damaged(key, e);
        }
    }

    /// Reads the whole object under `key` in one request and unpacks its payload.
    ///
    /// @throws PermanentFailure naming this object, when it is missing, damaged or of another plan, or
    ///     `unpacker` cannot use it
    public static <T> T unpackedWhole(Storage work, String key, Hash plan, Function<byte[], T> unpacker) {
        byte[] all = all(work, key);
        var object = read(
                (offset, length) -> Arrays.copyOfRange(all, (int) offset, (int) offset + length),
                key,
                all.length,
                plan);
        try {
            return unpacker.apply(Arrays.copyOf(all, (int) object.payloadBytes));
        } catch (PermanentFailure e) {
            throw PermanentFailure.damaged(key, e);
        }
    }

    private static byte[] all(Storage work, String key) {
        try {
            return work.stat(key)
                    .map(stat -> work.readRange(key, 0, Math.toIntExact(stat.bytes())))
                    .orElseThrow(() -> PermanentFailure.damaged(key, "is missing"));
        } catch (NoSuchObject e) {
            throw PermanentFailure.damaged(key, "is missing"); // removed since we looked
        }
    }

    /// Reads ranges of an object's bytes.
    private interface Ranges {
        byte[] read(long offset, int length);
    }

    private static SealedObject read(Ranges ranges, String key, long bytes, Hash plan) {
        if (bytes < SEAL_BYTES) {
            throw PermanentFailure.damaged(key, "has only %d bytes".formatted(bytes));
        }
        var seal = ByteBuffer.wrap(ranges.read(bytes - SEAL_BYTES, SEAL_BYTES));
        var magic = new byte[MAGIC.length];
        var hash = new byte[32];
        seal.get(magic).get(hash);
        long payloadBytes = seal.getLong();
        int indexBytes = seal.getInt();
        boolean fits = payloadBytes >= 0 && indexBytes >= 0 && payloadBytes + indexBytes + SEAL_BYTES == bytes;
        if (!Arrays.equals(magic, MAGIC) || !fits) {
            throw PermanentFailure.damaged(key, "has no seal");
        }
        if (!Arrays.equals(hash, plan.bytes())) {
            throw PermanentFailure.damaged(key, "belongs to another plan");
        }
        var index = ranges.read(payloadBytes, indexBytes);
        if (seal.getInt() != checksum(index, seal.array())) {
            throw PermanentFailure.damaged(key, "has a wrong checksum");
        }
        return new SealedObject(key, payloadBytes, index);
    }

    private static int checksum(byte[] index, byte[] seal) {
        var crc = new CRC32C();
        crc.update(index);
        crc.update(seal, 0, SEAL_BYTES - 4);
        return (int) crc.getValue();
    }

    /// Writes a sealed object: the payload piece by piece, then [#seal]. For one thread.
    public static final class Writer implements AutoCloseable {
        private final String key;
        private final PendingObject pending;
        private final Hash plan;
        private long payloadBytes;

        public Writer(JobStorage work, String key, Hash plan) {
            this.key = key;
            this.pending = work.write(key, Map.of());
            this.plan = plan;
        }

        /// Appends to the payload.
        ///
        /// @return where the bytes start in it
        public long append(byte[] bytes) {
            long start = payloadBytes;
            write(bytes);
            payloadBytes += bytes.length;
            return start;
        }

        /// Ends the object and makes it appear if `precondition` holds; otherwise the existing one stays.
        public void seal(byte[] index, Precondition precondition) {
            var seal = ByteBuffer.allocate(SEAL_BYTES)
                    .put(MAGIC)
                    .put(plan.bytes())
                    .putLong(payloadBytes)
                    .putInt(index.length);
            seal.putInt(checksum(index, seal.array()));
            write(index);
            write(seal.array());
            pending.commit(precondition);
        }

        private void write(byte[] bytes) {
            try {
                pending.write(bytes);
            } catch (IOException e) {
                throw new StorageUnavailable("writing " + key, e);
            }
        }

        @Override
        public void close() {
            pending.close();
        }
    }
}
