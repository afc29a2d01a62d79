package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests listing: the right keys, in the order of keys.
public interface ListingContract extends EmptyStorage {

    /// Keys in their order: by the bytes of UTF-8, in which `-` comes before `/` and that before `0`, and
    /// emoji come last.
    List<String> ORDERED = List.of(
            " space", "#hash", "%41", "+plus", "B", "a b", "a#b", "a%2Fb", "a+b", "a-b", "a-b2/c", "a.b", "a/b",
            "a/b c", "a/c-d", "a/c/d", "a/c/e/f", "a/c0", "a/é", "a0", "ab", "abc/d", "b", "z", "é/ü", "漢字", "\ufb01",
            "🎨");

    @Test
    default void listsNothingWhereNothingLies() {
        assertThat(Stored.keys(emptyStorage(), "")).isEmpty();
        assertThat(Stored.keys(emptyStorage(), "jobs/")).isEmpty();
        assertThat(Stored.keys(emptyStorage(), "jobs/1/tiles/0")).isEmpty();
    }

    @Test
    default void listsAllInTheOrderOfKeys() {
        var storage = emptyStorage();
        var ordered = ORDERED.stream().filter(this::takes).toList();
        var shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(key -> Stored.put(storage, key, key));
        assertThat(ordered).hasSizeGreaterThan(20).isSortedAccordingTo(Keys.ORDER);
        assertThat(Stored.keys(storage, "")).containsExactlyElementsOf(ordered);
        for (var key : ordered) {
            assertThat(Stored.text(storage, key)).isEqualTo(key);
        }
    }

    @Test
    default void listsWhatStartsWithThePrefixWhereverItEnds() {
        var storage = emptyStorage();
        var ordered = ORDERED.stream().filter(this::takes).toList();
        ordered.forEach(key -> Stored.put(storage, key, "1"));
        for (var prefix : List.of(
                "a", "a/", "a/c", "a/c/", "a/c/d", "a/c/d/", "a-", "a-b", "abc/d", "abc/d/x", "a%", "a%2", "é", "é/",
                "x", "a/c/e/f", "+", "#", "🎨", "a ", ".", "..", "a/.", "a/..", "A")) {
            assertThat(Stored.keys(storage, prefix))
                    .as(prefix)
                    .containsExactlyElementsOf(ordered.stream()
                            .filter(key -> key.startsWith(prefix))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a//", "../", "a/../", "./a", "a/./b", "a\\", "a\u0000", "\n"})
    default void refusesAPrefixThatNoKeyCanHave(String prefix) {
        var storage = emptyStorage();
        Stored.put(storage, "a/b", "1");
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> Stored.keys(storage, prefix));
    }

    @Test
    default void aListingTellsWhatStatTells() {
        var storage = emptyStorage();
        Stored.put(storage, "a/b", "12345");
        var stat = storage.stat("a/b").orElseThrow();
        try (var stats = storage.list("a/")) {
            assertThat(stats)
                    .extracting(ObjectStat::key, ObjectStat::bytes, ObjectStat::etag)
                    .containsExactly(tuple(stat.key(), stat.bytes(), stat.etag()));
        }
    }

    @Test
    default void mayBeReadAtLeisureWhileObjectsGo() {
        var storage = emptyStorage();
        IntStream.range(10, 40).forEach(n -> Stored.put(storage, "a/%d/b".formatted(n), "1"));
        try (var stats = storage.list("a/")) {
            var keys = stats.map(ObjectStat::key)
                    .peek(storage::delete)
                    .filter(key -> !key.startsWith("a/3"))
                    .toList();
            assertThat(keys).hasSize(20).isSortedAccordingTo(Keys.ORDER);
        }
        assertThat(Stored.keys(storage, "")).isEmpty();
    }
}
