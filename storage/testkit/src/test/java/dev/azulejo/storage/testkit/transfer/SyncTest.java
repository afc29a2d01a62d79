package dev.azulejo.storage.testkit.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.Transfer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class SyncTest {
    private final MemoryStorage from = new MemoryStorage();
    private final MemoryStorage to = new MemoryStorage();
    private JobStorage source = from;
    private JobStorage target = to;
    private final List<String> told = new ArrayList<>();

    private static void put(MemoryStorage place, String key, String text) {
        place.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(MemoryStorage place, String key) {
        return new String(place.readAll(key), StandardCharsets.UTF_8);
    }

    private static List<String> keys(MemoryStorage place) {
        try (var stats = place.list("")) {
            return stats.map(ObjectStat::key).toList();
        }
    }

    private void sync(boolean isDeleting) {
        told.clear();
        var copies = new Copies(
                new Transfer(new StoredSecrets(new MemoryStorage())),
                new Copies.Place<>(source, "memory:from"),
                new Copies.Place<>(target, "memory:to"),
                Copies.Others.REPLACED);
        try (var here = from.list("");
                var there = to.list("")) {
            new Sync(copies, isDeleting).run(here, there, new Sync.Listener() {
                @Override
                public LongConsumer begins(ObjectStat object) {
                    return _ -> {};
                }

                @Override
                public void ended(String key, Copies.Done done) {
                    told.add("%s %s".formatted(done, key));
                }
            });
        }
    }

    @Test
    void copiesWhatIsNewOrChangedAndNothingElse() {
        put(from, "a", "1");
        put(from, "b/c", "2");
        put(from, "d", "3");
        put(to, "b0", "theirs");
        sync(false);
        assertThat(told).containsExactly("COPIED a", "COPIED b/c", "COPIED d");
        put(from, "b/c", "4"); // of equal size
        put(from, "e", "5");
        sync(false);
        assertThat(told).containsExactly("UNCHANGED a", "COPIED b/c", "UNCHANGED d", "COPIED e");
        assertThat(text(to, "b/c")).isEqualTo("4");
        assertThat(text(to, "b0")).isEqualTo("theirs");
    }

    @Test
    void replacesWhatSomebodyElseHasPutThere() {
        put(from, "a", "1");
        sync(false);
        put(to, "a", "2");
        sync(false);
        assertThat(told).containsExactly("COPIED a");
        assertThat(text(to, "a")).isEqualTo("1");
    }

    @Test
    void deletesOnlyWhenItIsTold() {
        List.of("a", "c", "e").forEach(key -> put(from, key, key));
        List.of("0", "b", "c", "d", "f").forEach(key -> put(to, key, "old"));
        sync(false);
        assertThat(keys(to)).containsExactly("0", "a", "b", "c", "d", "e", "f");
        sync(true);
        assertThat(told)
                .containsExactly(
                        "DELETED 0",
                        "UNCHANGED a",
                        "DELETED b",
                        "UNCHANGED c",
                        "DELETED d",
                        "UNCHANGED e",
                        "DELETED f");
        assertThat(keys(to)).containsExactly("a", "c", "e");
    }

    @Test
    void anEmptyPlaceEmptiesTheOtherOnlyWhenItIsTold() {
        put(to, "a", "1");
        sync(false);
        assertThat(told).isEmpty();
        sync(true);
        assertThat(keys(to)).isEmpty();
    }

    @Test
    void metadataOfACopyIsThatOfTheSync() {
        from.write("a", new byte[] {1}, Map.of("mine", "1"), Precondition.NONE);
        sync(false);
        assertThat(to.stat("a").orElseThrow().metadata()).containsOnlyKeys("synced-from");
    }

    /// Somebody writes a camera's picture all the time.
    @Test
    void aFileThatIsAlwaysWrittenKeepsNoOtherWaiting() {
        for (var key : List.of("a", "b", "c")) {
            put(from, key, key);
        }
        var frames = new AtomicInteger();
        source = Disturbed.before(from, "readRange", key -> {
            if (key.equals("b")) {
                put(from, "b", "frame " + frames.incrementAndGet());
            }
        });
        sync(false);
        assertThat(told).containsExactly("COPIED a", "CHANGING b", "COPIED c");
        assertThat(keys(to)).containsExactly("a", "c");
        source = from;
        sync(false);
        assertThat(text(to, "b")).isEqualTo("frame " + frames);
    }

    /// Its owner writes a file where a copy was, after somebody has looked and before the copy goes.
    @Test
    void whatItsOwnerWritesInPlaceOfACopyStays() {
        put(from, "a", "a");
        sync(true);
        from.delete("a");
        target = Disturbed.before(to, "delete", key -> put(to, key, "the owner's"));
        sync(true);
        assertThat(told).containsExactly("IN_THE_WAY a");
        assertThat(text(to, "a")).isEqualTo("the owner's");
    }
}
