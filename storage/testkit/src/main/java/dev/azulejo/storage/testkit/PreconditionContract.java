package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Precondition;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests preconditions, one caller after the other. Those between many are in [JobStorageContract].
public interface PreconditionContract extends EmptyStorage {

    @Test
    default void absentHoldsOnlyWhereNothingLies() {
        var storage = emptyStorage();
        assertThat(Stored.commit(storage, "a", "first", Precondition.ABSENT)).isTrue();
        assertThat(Stored.commit(storage, "a", "second", Map.of("job", "2"), Precondition.ABSENT))
                .isFalse();
        assertThat(Stored.text(storage, "a")).isEqualTo("first");
        assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
        storage.delete("a");
        assertThat(Stored.commit(storage, "a", "third", Precondition.ABSENT)).isTrue();
        assertThat(Stored.text(storage, "a")).isEqualTo("third");
    }

    @Test
    default void absentIsDecidedAtTheCommit() {
        var storage = emptyStorage();
        try (var pending = storage.write("a", Map.of())) {
            Stored.write(pending, "late");
            Stored.put(storage, "a", "early");
            assertThat(pending.commit(Precondition.ABSENT)).isFalse();
        }
        assertThat(Stored.text(storage, "a")).isEqualTo("early");
    }

    @Test
    default void matchesHoldsOnlyForTheEtagOfWhatLiesThere() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "first");
        var first = new Precondition.Matches(Stored.etag(storage, "a"));
        assertThat(Stored.commit(storage, "a", "second", first)).isTrue();
        assertThat(Stored.commit(storage, "a", "third", first)).isFalse();
        assertThat(Stored.text(storage, "a")).isEqualTo("second");
        assertThat(Stored.commit(storage, "a", "third", new Precondition.Matches("0123456789abcdef")))
                .isFalse();
        var second = new Precondition.Matches(Stored.etag(storage, "a"));
        assertThat(Stored.commit(storage, "a", "third", Map.of("job", "3"), second))
                .isTrue();
        assertThat(Stored.text(storage, "a")).isEqualTo("third");
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "3"));
    }

    @Test
    default void matchesNothingWhereNothingLies() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "first");
        var first = new Precondition.Matches(Stored.etag(storage, "a"));
        storage.delete("a");
        assertThat(Stored.commit(storage, "a", "second", first)).isFalse();
        assertThat(storage.exists("a")).isFalse();
        assertThat(Stored.keys(storage, "")).isEmpty();
    }

    /// Tests replacements of equal size, quicker than a clock ticks.
    @Test
    default void theEtagChangesWithEachReplacementByOtherBytes() {
        var storage = emptyStorage();
        var etags = new HashSet<String>();
        for (int round = 0; round < 20; round++) {
            Stored.put(storage, "a", "round " + (10 + round));
            assertThat(etags.add(Stored.etag(storage, "a"))).isTrue();
        }
    }

    @Test
    default void deletesWhatIsStillTheSameAndNothingElse() {
        var storage = emptyStorage();
        Stored.put(storage, "folder/a", "first");
        var first = storage.stat("folder/a").orElseThrow().etag();
        Stored.put(storage, "folder/a", "the second");
        assertThat(storage.delete("folder/a", first)).isFalse();
        assertThat(Stored.text(storage, "folder/a")).isEqualTo("the second");
        var second = storage.stat("folder/a").orElseThrow().etag();
        assertThat(storage.delete("folder/a", second)).isTrue();
        assertThat(storage.exists("folder/a")).isFalse();
        assertThat(storage.delete("folder/a", second)).isFalse();
    }
}
