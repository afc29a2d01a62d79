package dev.azulejo.storage.testkit.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.SyncMemory;
import dev.azulejo.storage.transfer.Transfer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// Syncs of many objects: several at once, and none is asked about that need not be.
class SyncManyTest {
    private final MemoryStorage from = new MemoryStorage();
    private final MemoryStorage to = new MemoryStorage();
    private final MemoryStorage memories = new MemoryStorage();
    private final List<String> told = new ArrayList<>();

    private static void put(MemoryStorage place, String key, String text) {
        place.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(MemoryStorage place, String key) {
        return new String(place.readAll(key), StandardCharsets.UTF_8);
    }

    private void sync(JobStorage source, JobStorage target) {
        told.clear();
        var copies = new Copies(
                new Transfer(new StoredSecrets(new MemoryStorage())),
                new Copies.Place<>(source, "memory:from"),
                new Copies.Place<>(target, "memory:to"),
                Copies.Others.REPLACED);
        try (var memory = SyncMemory.of(memories, "memory:from", "memory:to");
                var here = source.list("");
                var there = target.list("")) {
            new Sync(copies, true, 4, memory).run(here, there, new Sync.Listener() {
                @Override
                public LongConsumer begins(ObjectStat object) {
                    return _ -> {};
                }

                @Override
                public void ended(String key, Copies.Done done) {
                    told.add("%s %s".formatted(done, key));
                }
            });
            memory.commit();
        }
    }

    /// A place that answers no question about one object.
    private static JobStorage mute(MemoryStorage place) {
        return Disturbed.before(place, "stat", key -> {
            throw new StorageDenied("asked about " + key, null);
        });
    }

    @Test
    void whatListingsShowToBeAlikeIsNotAskedAbout() {
        List.of("a", "b/c", "d").forEach(key -> put(from, key, key));
        sync(from, to);
        sync(from, to); // this place does not tell the etag of what was written
        sync(mute(from), mute(to));
        assertThat(told).containsExactly("UNCHANGED a", "UNCHANGED b/c", "UNCHANGED d");
        sync(mute(from), mute(to)); // and are kept
        assertThat(told).hasSize(3).allMatch(line -> line.startsWith("UNCHANGED"));
    }

    @Test
    void whatHasChangedInEitherPlaceIsSeenAtOnce() {
        List.of("a", "b", "c", "d").forEach(key -> put(from, key, key));
        sync(from, to);
        put(from, "b", "B"); // of equal size
        put(to, "c", "C");
        from.delete("d");
        put(from, "e", "e");
        sync(from, to);
        assertThat(told).containsExactly("UNCHANGED a", "COPIED b", "COPIED c", "DELETED d", "COPIED e");
        assertThat(text(to, "b") + text(to, "c")).isEqualTo("Bc");
        to.delete("a");
        sync(from, to);
        assertThat(told).containsExactly("COPIED a", "UNCHANGED b", "UNCHANGED c", "UNCHANGED e");
    }

    @Test
    void withoutItsMemoryASyncAsksOnceMore() {
        put(from, "a", "a");
        sync(from, to);
        for (var text : List.of("", "a", "a\tx\ty\n", "\t\t\t\n\n", "a\tmemory-1\tmemory-2\tmemory-3\n")) {
            try (var all = memories.list("")) {
                all.forEach(memory -> put(memories, memory.key(), text));
            }
            sync(from, to);
            assertThat(told).containsExactly("UNCHANGED a");
        }
    }

    @Test
    void aNewObjectIsNotLookedForFirst() {
        put(from, "a", "a");
        sync(from, mute(to));
        assertThat(told).containsExactly("COPIED a");
    }

    /// Another program has copied the files before, and both places state the same hash.
    @Test
    void anEqualHashIsEqual() {
        List.of("a", "b", "c").forEach(key -> put(from, key, key));
        put(to, "a", "a");
        put(to, "b", "x");
        put(to, "c", "cc");
        sync(hashed(from), hashed(to));
        assertThat(told).containsExactly("UNCHANGED a", "COPIED b", "COPIED c");
        assertThat(to.stat("a").orElseThrow().metadata()).isEmpty();
        sync(hashed(from), hashed(to));
        sync(mute(from), mute(to));
        assertThat(told).hasSize(3).allMatch(line -> line.startsWith("UNCHANGED"));
    }

    private static JobStorage hashed(MemoryStorage place) {
        return (JobStorage) Proxy.newProxyInstance(
                SyncManyTest.class.getClassLoader(), new Class<?>[] {JobStorage.class}, (_, method, arguments) -> {
                    if (method.getName().equals("md5")) {
                        var bytes = place.readAll(((ObjectStat) arguments[0]).key());
                        return Optional.of(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
                    }
                    try {
                        return method.invoke(place, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void severalAreCopiedAtOnceAndToldInTheirOrder() {
        var barrier = new CyclicBarrier(4);
        for (int number = 10; number < 30; number++) {
            put(from, "" + number, "" + number);
        }
        sync(
                Disturbed.before(from, "readRange", _ -> {
                    try {
                        barrier.await(2, TimeUnit.MINUTES);
                    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                        throw new StorageDenied("alone", e);
                    }
                }),
                to);
        assertThat(told).hasSize(20).isSorted().allMatch(line -> line.startsWith("COPIED"));
    }

    /// A directory cannot hold `a` beside `a/b`.
    @Test
    void whatIsInTheWayGoesBeforeOthersCome() {
        for (int number = 100; number < 200; number++) {
            put(from, number + "/b", "new");
            put(to, "" + number, "old");
        }
        sync(from, to);
        assertThat(told).hasSize(200);
        assertThat(told.subList(0, 4)).containsExactly("DELETED 100", "COPIED 100/b", "DELETED 101", "COPIED 101/b");
    }

    @Test
    void aFailureEndsItAndTheNextGoesOn() {
        for (int number = 100; number < 200; number++) {
            put(from, "" + number, "x");
        }
        var refusing = Disturbed.before(to, "write", key -> {
            if (key.equals("150")) {
                throw new StorageDenied("refused " + key, null);
            }
        });
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> sync(from, refusing))
                .withMessage("refused 150");
        try (var there = to.list("")) {
            assertThat(there.map(ObjectStat::key)).contains("149").doesNotContain("150");
        }
        sync(from, to);
        assertThat(told).hasSize(100).isNotEmpty();
        assertThat(text(to, "199")).isEqualTo("x");
    }
}
