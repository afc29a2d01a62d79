package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.ResumableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests uploads that outlive their process. [#largeBytes] are several requests of one.
public interface ResumableContract extends EmptyStorage {
    Map<String, String> METADATA = Map.of("job", "1", "place", "Zürich = ZRH");

    @Override
    ResumableStorage emptyStorage();

    /// Tests each death as a close, or less: a token must be enough for the next process.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 60, 90, 100})
    default void anotherGoesOnWhereTheFirstWasKilled(int percent) {
        var storage = emptyStorage();
        var bytes = someBytes();
        var token = begun(storage, bytes, percent);
        assertThat(storage.exists("a")).isFalse();
        assertThat(Stored.keys(storage, "")).isEmpty();

        try (var second = storage.resume(token)) {
            assertThat(second.held()).isBetween(0L, (long) bytes.length);
            assertThat(second.position()).isBetween(0L, (long) bytes.length);
            rest(second, bytes);
            assertThat(second.commit(Precondition.ABSENT)).isTrue();
        }
        assertThat(storage.readAll("a")).isEqualTo(bytes);
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(METADATA);
    }

    /// Tests that later processes never find fewer bytes than the last one knew.
    @Test
    default void anyNumberMayDieOnTheWay() {
        var storage = emptyStorage();
        var bytes = someBytes();
        var token = begun(storage, bytes, 40);
        long held = 0;
        for (int percent = 60; percent < 100; percent += 15) {
            try (var next = storage.resume(token)) {
                assertThat(next.held()).isGreaterThanOrEqualTo(held);
                int from = (int) next.position();
                write(next, bytes, from, Math.max(from, (int) (bytes.length * (long) percent / 100)));
                held = next.held();
                token = next.token();
            }
        }
        assertThat(held).isPositive();
        try (var last = storage.resume(token)) {
            assertThat(last.held()).isGreaterThanOrEqualTo(held);
            rest(last, bytes);
            last.commit();
        }
        assertThat(storage.readAll("a")).isEqualTo(bytes);
    }

    @Test
    default void anUploadThatWasAbandonedCannotBeGoneOnWith() {
        var storage = emptyStorage();
        var bytes = someBytes();
        String token;
        try (var first = storage.begin("a", bytes.length, METADATA)) {
            write(first, bytes, 0, bytes.length * 3 / 5);
            token = first.token();
            first.abandon();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> first.write(1));
        }
        if (endsWhatIsAbandoned()) {
            assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.resume(token));
        }
        assertThat(storage.exists("a")).isFalse();
    }

    /// Whether the service can be told to forget an upload at once.
    default boolean endsWhatIsAbandoned() {
        return true;
    }

    @Test
    default void whatIsNoTokenIsRefused() {
        var storage = emptyStorage();
        for (var text : new String[] {"", "no token", "{}", "\n\n\n\n\n\n"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> storage.resume(text));
        }
    }

    @Test
    default void anUploadOfAnotherLengthThanAnnouncedIsNoObject() {
        var storage = emptyStorage();
        for (int announced : new int[] {9, 11}) {
            try (var pending = storage.begin("a", announced, Map.of())) {
                write(pending, new byte[10], 0, 10);
                assertThatIllegalStateException()
                        .isThrownBy(pending::commit)
                        .withMessageContaining("has 10 bytes, %d were announced", announced);
                pending.abandon();
            }
        }
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    default void whoGoesOnIsRefusedWhereSomethingLiesByNow() {
        var storage = emptyStorage();
        var bytes = someBytes();
        var token = begun(storage, bytes, 60);
        Stored.put(storage, "a", "another's", Map.of());
        try (var second = storage.resume(token)) {
            rest(second, bytes);
            assertThat(second.commit(Precondition.ABSENT)).isFalse();
        }
        assertThat(Stored.text(storage, "a")).isEqualTo("another's");
    }

    @Test
    default void whatIsThereCannotBeAbandoned() {
        var storage = emptyStorage();
        var bytes = someBytes();
        try (var pending = storage.begin("a", bytes.length, METADATA)) {
            rest(pending, bytes);
            pending.commit();
            pending.abandon();
            assertThatIllegalStateException().isThrownBy(pending::commit);
        }
        assertThat(storage.readAll("a")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000})
    default void aSmallObjectIsBegunToo(int length) {
        var storage = emptyStorage();
        String token;
        try (var first = storage.begin("a", length, METADATA)) {
            write(first, new byte[length], 0, length / 2);
            token = first.token();
        }
        try (var second = storage.resume(token)) {
            rest(second, new byte[length]);
            second.commit();
        }
        assertThat(storage.readAll("a")).isEqualTo(new byte[length]);
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(METADATA);
    }

    private byte[] someBytes() {
        var bytes = new byte[largeBytes()];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /// @return the token by which the next one continues
    private static String begun(ResumableStorage storage, byte[] bytes, int percent) {
        try (var first = storage.begin("a", bytes.length, METADATA)) {
            write(first, bytes, 0, (int) (bytes.length * (long) percent / 100));
            return first.token();
        }
    }

    private static void rest(ResumableObject pending, byte[] bytes) {
        write(pending, bytes, (int) pending.position(), bytes.length);
    }

    private static void write(ResumableObject pending, byte[] bytes, int from, int to) {
        try {
            pending.write(bytes, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
