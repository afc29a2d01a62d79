package dev.azulejo.storage.drives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.transfer.Transfer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Copies into a drive, with deaths and changes in between.
class TransferTest {
    private static final int BYTES = 18 << 20;
    private static final int CHUNK = 1 << 20;

    private final MemoryStorage from = new MemoryStorage();
    private final MemoryDrive drive = new MemoryDrive(true, CHUNK);
    private final DriveStorage to = new DriveStorage(drive, new MemoryStorage(), "memory");
    private final MemoryStorage journal = new MemoryStorage();

    private static byte[] bytes(int seed) {
        var bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Optional<Long> copy(Source source) {
        return new Transfer(new StoredSecrets(journal))
                .copy(
                        new Transfer.End<>(source, "memory:", "a"),
                        new Transfer.End<>(to, "drive:", "b"),
                        Map.of(),
                        Precondition.NONE,
                        _ -> {});
    }

    /// A source that does `then` before its `nth` piece.
    private Source at(int nth, Runnable then) {
        var pieces = new AtomicInteger();
        return (Source) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Source.class}, (_, method, arguments) -> {
                    if (method.getName().equals("readRange") && pieces.incrementAndGet() == nth) {
                        then.run();
                    }
                    try {
                        return method.invoke(from, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aCopyThatDiesGoesOnWhereItWas() {
        from.put("a", bytes(1));
        for (int death = 2; death <= 4; death++) {
            int nth = death;
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> copy(at(nth, () -> {
                        throw new IllegalStateException("dies");
                    })));
            assertThat(to.exists("b")).isFalse();
        }
        assertThat(copy(from)).hasValue((long) BYTES);
        assertThat(to.readAll("b")).isEqualTo(bytes(1));
        assertThat(drive.received()).isEqualTo(BYTES); // no byte twice
        assertThat(drive.uploads()).isZero();
        assertThat(journal.list("").count()).isZero();
    }

    @Test
    void aCopyOfWhatWasReplacedMeanwhileIsNoCopy() {
        from.put("a", bytes(1));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> copy(at(4, () -> from.put("a", bytes(2)))))
                .withMessageContaining("replaced");
        assertThat(to.exists("b")).isFalse();
        assertThat(drive.uploads()).isZero();
        assertThat(copy(from)).hasValue((long) BYTES);
        assertThat(to.readAll("b")).isEqualTo(bytes(2));
    }

    /// Half of one version is there, and the source has another of the same length.
    @Test
    void whatDiedIsNotGoneOnWithOfAnotherVersion() {
        from.put("a", bytes(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> copy(at(4, () -> {
                    throw new IllegalStateException("dies");
                })));
        from.put("a", bytes(2));
        assertThat(copy(from)).hasValue((long) BYTES);
        assertThat(to.readAll("b")).isEqualTo(bytes(2));
    }

    @Test
    void anUploadThatTheServiceHasForgottenBeginsAgain() {
        from.put("a", bytes(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> copy(at(4, () -> {
                    throw new IllegalStateException("dies");
                })));
        drive.forgetUploads();
        assertThat(copy(from)).hasValue((long) BYTES);
        assertThat(to.readAll("b")).isEqualTo(bytes(1));
    }

    @Test
    void nothingIsCopiedOfWhatIsNotThere() {
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> copy(from))
                .withMessageContaining("memory:/a");
    }
}
