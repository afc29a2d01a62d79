package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests many callers at one key: of those whose precondition can hold only once, exactly one wins.
public interface CompetitionContract extends EmptyJobStorage {
    int CALLERS = 16;

    @Test
    default void writesOnlyWhereNothingLies() {
        var storage = emptyStorage();
        assertThat(storage.writeIfAbsent("a", Stored.bytes("first"))).isTrue();
        assertThat(storage.writeIfAbsent("a", Stored.bytes("second"))).isFalse();
        assertThat(Stored.text(storage, "a")).isEqualTo("first");
        storage.put("a", Stored.bytes("third"));
        assertThat(Stored.text(storage, "a")).isEqualTo("third");
        storage.put("b", new byte[0]);
        assertThat(Stored.text(storage, "b")).isEmpty();
    }

    @Test
    default void keepsACopyOfTheBytesItWasGiven() {
        var storage = emptyStorage();
        var bytes = Stored.bytes("as given");
        storage.put("a", bytes);
        storage.writeIfAbsent("b", bytes);
        bytes[0] = 'X';
        assertThat(Stored.text(storage, "a") + Stored.text(storage, "b")).isEqualTo("as givenas given");
    }

    @ParameterizedTest
    @MethodSource("dev.azulejo.storage.testkit.KeyContract#invalidKeys")
    default void writesUnderNoInvalidKey(String key) {
        var storage = emptyStorage();
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> storage.writeIfAbsent(key, new byte[1]));
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> storage.put(key, new byte[1]));
        assertThat(Stored.keys(storage, "")).isEmpty();
    }

    @Test
    default void ofManyWritersToAnAbsentKeyOneWins() throws Exception {
        var storage = emptyStorage();
        for (int round = 0; round < 10; round++) {
            var key = "round/" + round;
            var won = atOnce(caller -> () -> storage.writeIfAbsent(key, Stored.bytes("caller " + caller)));
            assertThat(won).containsOnlyOnce(true);
            assertThat(Stored.text(storage, key)).isEqualTo("caller " + won.indexOf(true));
        }
    }

    @Test
    default void ofManyCommitsToOneEtagOneWins() throws Exception {
        var storage = emptyStorage();
        Stored.put(storage, "a", "start");
        for (int round = 0; round < 10; round++) {
            var seen = new Precondition.Matches(Stored.etag(storage, "a"));
            var text = "round %d, caller ".formatted(round);
            var won = atOnce(caller -> () -> Stored.commit(storage, "a", text + caller, seen));
            assertThat(won).containsOnlyOnce(true);
            assertThat(Stored.text(storage, "a")).isEqualTo(text + won.indexOf(true));
        }
    }

    /// Tests reading, deciding and replacing, as a claim does: nothing in between is lost.
    @Test
    default void aCounterThatAllIncrementLosesNothing() throws Exception {
        var storage = emptyStorage();
        Stored.put(storage, "counter", "0");
        atOnce(_ -> () -> {
            boolean counted = false;
            while (!counted) {
                var seen = new Precondition.Matches(Stored.etag(storage, "counter"));
                var next = Integer.toString(1 + Integer.parseInt(Stored.text(storage, "counter")));
                counted = Stored.commit(storage, "counter", next, seen);
            }
            return true;
        });
        assertThat(Stored.text(storage, "counter")).isEqualTo(Integer.toString(CALLERS));
    }

    @Test
    default void readersAmongWritersAndDeletersSeeWholeObjectsOrNone() throws Exception {
        var storage = emptyStorage();
        atOnce(caller -> () -> {
            for (int round = 0; round < 12; round++) {
                switch (caller % 4) {
                    case 0 ->
                        storage.put(
                                "deep/down/a",
                                Stored.bytes(Integer.toString(caller % 10).repeat(100_000)));
                    case 1 -> storage.delete("deep/down/a");
                    case 2 -> storage.writeIfAbsent("deep/down/a", Stored.bytes("x".repeat(100_000)));
                    default -> {
                        try {
                            var text = Stored.text(storage, "deep/down/a");
                            assertThat(text).hasSize(100_000);
                            assertThat(text.chars().distinct().count()).isOne();
                        } catch (NoSuchObject deleted) {
                            assertThat(deleted).hasMessageContaining("deep/down/a");
                        }
                    }
                }
            }
            return true;
        });
    }

    /// Tests metadata while others replace the object: it is never missing and never another's.
    @Test
    default void metadataIsAlwaysThatOfItsObject() throws Exception {
        var storage = emptyStorage();
        Stored.put(storage, "a", "x".repeat(100), Map.of("length", "100"));
        atOnce(caller -> () -> {
            for (int round = 0; round < 40; round++) {
                int length = 100 + round * CALLERS + caller;
                if (caller % 4 == 0) {
                    Stored.put(storage, "a", "x".repeat(length), Map.of("length", Integer.toString(length)));
                }
                var stat = storage.stat("a").orElseThrow();
                assertThat(stat.metadata()).isEqualTo(Map.of("length", Long.toString(stat.bytes())));
            }
            return true;
        });
    }

    /// Starts all callers together and returns their answers in order.
    private static <T> List<T> atOnce(IntFunction<Callable<T>> caller) throws Exception {
        var start = new CountDownLatch(1);
        var answers = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, CALLERS)
                    .mapToObj(caller)
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            start.countDown();
            for (Future<T> call : calls) {
                answers.add(call.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a caller failed", e.getCause());
        }
        return answers;
    }
}
