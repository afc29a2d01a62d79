package dev.azulejo.core.job.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SealedObjectTest {
    private static final String KEY = "jobs/0123456789abcdef01234567/tiles/0";
    private static final Hash PLAN = Hash.of(new byte[] {1});
    private static final byte[] INDEX = {7, 8, 9};

    private final MemoryStorage work = new MemoryStorage();

    @Test
    void whatWasSealedIsFound() {
        var payload = write(3, 4, 0, 5);
        var object = SealedObject.require(work, KEY, PLAN);
        assertThat(object.payloadBytes()).isEqualTo(12);
        assertThat(object.index()).isEqualTo(INDEX);
        assertThat(work.readRange(KEY, 0, 12)).isEqualTo(payload);
    }

    @Test
    void payloadAndIndexMayBeEmpty() {
        try (var writer = new SealedObject.Writer(work, KEY, PLAN)) {
            writer.seal(new byte[0], Precondition.ABSENT);
        }
        assertThat(SealedObject.require(work, KEY, PLAN).payloadBytes()).isZero();
    }

    @Test
    void theWriterIsToldWhereEachPieceStarts() {
        try (var writer = new SealedObject.Writer(work, KEY, PLAN)) {
            assertThat(writer.append(new byte[5])).isZero();
            assertThat(writer.append(new byte[0])).isEqualTo(5);
            assertThat(writer.append(new byte[2])).isEqualTo(5);
        }
    }

    @Test
    void unsealedItNeverExisted() {
        try (var writer = new SealedObject.Writer(work, KEY, PLAN)) {
            writer.append(new byte[100]);
        }
        assertThat(SealedObject.find(work, KEY, PLAN)).isEmpty();
        assertDamaged("is missing");
    }

    @Test
    void theFirstWriterWins() {
        var first = write(10);
        write(20);
        assertThat(SealedObject.require(work, KEY, PLAN).payloadBytes()).isEqualTo(10);
        assertThat(work.readRange(KEY, 0, 10)).isEqualTo(first);
    }

    @Test
    void cutAtAnyLengthItIsDamaged() {
        write(20);
        var bytes = bytes();
        for (int length = 0; length < bytes.length; length++) {
            work.put(KEY, Arrays.copyOf(bytes, length));
            assertDamaged("");
        }
    }

    @Test
    void aByteTooManyIsDamage() {
        write(20);
        work.put(KEY, Arrays.copyOf(bytes(), bytes().length + 1));
        assertDamaged("");
    }

    @Test
    void anyFlippedBitOfIndexAndSealIsDamage() {
        write(20);
        var bytes = bytes();
        for (int bit = 20 * 8; bit < bytes.length * 8; bit++) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            work.put(KEY, flipped);
            assertDamaged("");
        }
    }

    @Test
    void lengthsThatNobodyWroteAreDamageToo() {
        write(20);
        var bytes = bytes();
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            var garbled = bytes.clone();
            for (int at = bytes.length - 16; at < bytes.length - 4; at++) { // payload bytes and index bytes
                garbled[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : garbled[at]);
            }
            if (!Arrays.equals(garbled, bytes)) {
                work.put(KEY, garbled);
                assertDamaged("");
            }
        }
        // -100 bytes of payload and 100 more of index: the sum is right.
        var negative = bytes.clone();
        ByteBuffer.wrap(negative, bytes.length - 16, 12).putLong(-100).putInt(20 + INDEX.length + 100);
        work.put(KEY, negative);
        assertDamaged("has no seal");
    }

    @Test
    void anotherPlanIsRefused() {
        write(20);
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> SealedObject.find(work, KEY, Hash.of(new byte[] {2})))
                .withMessage(KEY + " belongs to another plan");
    }

    @Test
    void thePayloadIsReadAsAWholeToo() {
        var payload = write(3, 4, 0, 5);
        byte[] found = SealedObject.unpackedWhole(work, KEY, PLAN, bytes -> bytes);
        assertThat(found).isEqualTo(payload);
    }

    @Test
    void whatCannotBeUnpackedIsDamage() {
        write(3);
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> SealedObject.unpackedWhole(work, KEY, PLAN, _ -> {
                    throw new PermanentFailure("no frame", null);
                }))
                .satisfies(failure -> assertThat(failure.damagedKey()).contains(KEY));
    }

    private void assertDamaged(String message) {
        assertDamaged(message, () -> SealedObject.require(work, KEY, PLAN));
        assertDamaged(message, () -> SealedObject.unpackedWhole(work, KEY, PLAN, bytes -> bytes));
    }

    private static void assertDamaged(String message, ThrowingCallable look) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(look)
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.damagedKey()).contains(KEY));
    }

    private byte[] write(int... pieces) {
        var payload = new byte[Arrays.stream(pieces).sum()];
        new Random(payload.length).nextBytes(payload);
        try (var writer = new SealedObject.Writer(work, KEY, PLAN)) {
            int start = 0;
            for (int piece : pieces) {
                writer.append(Arrays.copyOfRange(payload, start, start + piece));
                start += piece;
            }
            writer.seal(INDEX, Precondition.ABSENT);
        }
        return payload;
    }

    private byte[] bytes() {
        try (var in = work.read(KEY)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
