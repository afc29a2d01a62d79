package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Tests the composition of one object from parts of others.
public interface ComposeContract extends EmptyJobStorage {

    private static JobStorage withLetters(JobStorage storage) {
        Stored.put(storage, "parts/letters", "abcdefghij");
        Stored.put(storage, "parts/digits", "0123456789");
        Stored.put(storage, "parts/empty", "");
        return storage;
    }

    private static boolean compose(JobStorage storage, Storage target, Part... parts) {
        return storage.compose(List.of(parts), target, "whole", Map.of(), Precondition.NONE);
    }

    @Test
    default void composesPartsInTheirOrder() {
        var storage = withLetters(emptyStorage());
        var parts = List.of(
                new Part("parts/letters", 2, 3),
                new Part("parts/digits", 0, 10),
                new Part("parts/empty", 0, 0),
                new Part("parts/letters", 10, 0),
                new Part("parts/letters", 9, 1),
                new Part("parts/letters", 2, 3));
        var metadata = Map.of("job", "j-42", "source-key", "año/é");
        assertThat(storage.compose(parts, storage, "out/whole", metadata, Precondition.NONE))
                .isTrue();
        assertThat(Stored.text(storage, "out/whole")).isEqualTo("cde0123456789jcde");
        assertThat(storage.stat("out/whole").orElseThrow().metadata()).isEqualTo(metadata);
    }

    @Test
    default void composesNothingToAnEmptyObject() {
        var storage = withLetters(emptyStorage());
        assertThat(compose(storage, storage)).isTrue();
        assertThat(storage.stat("whole").orElseThrow().bytes()).isZero();
        assertThat(compose(storage, storage, new Part("parts/letters", 4, 0))).isTrue();
        assertThat(storage.stat("whole").orElseThrow().bytes()).isZero();
    }

    @Test
    default void composesAnObjectOfItself() {
        var storage = emptyStorage();
        Stored.put(storage, "whole", "ab");
        assertThat(compose(storage, storage, new Part("whole", 0, 2), new Part("whole", 0, 2)))
                .isTrue();
        assertThat(Stored.text(storage, "whole")).isEqualTo("abab");
    }

    @Test
    default void composesIntoAStorageOfAnotherKind() {
        var storage = withLetters(emptyStorage());
        var target = new MemoryStorage();
        var parts = List.of(new Part("parts/digits", 8, 2), new Part("parts/letters", 0, 2));
        assertThat(storage.compose(parts, target, "a/b", Map.of("job", "1"), Precondition.ABSENT))
                .isTrue();
        assertThat(storage.compose(parts, target, "a/b", Map.of("job", "2"), Precondition.ABSENT))
                .isFalse();
        assertThat(Stored.text(target, "a/b")).isEqualTo("89ab");
        assertThat(target.stat("a/b").orElseThrow().metadata()).isEqualTo(Map.of("job", "1"));
        assertThat(storage.exists("a/b")).isFalse();
    }

    @Test
    default void isComposedIntoFromAStorageOfAnotherKind() {
        var target = emptyStorage();
        var source = withLetters(new MemoryStorage());
        assertThat(compose(source, target, new Part("parts/digits", 8, 2), new Part("parts/letters", 0, 2)))
                .isTrue();
        assertThat(Stored.text(target, "whole")).isEqualTo("89ab");
    }

    @Test
    default void aMissingPartIsNamedAndNothingAppears() {
        var storage = withLetters(emptyStorage());
        var other = new MemoryStorage();
        for (var target : List.of(storage, other)) {
            assertThatExceptionOfType(NoSuchObject.class)
                    .isThrownBy(() ->
                            compose(storage, target, new Part("parts/letters", 0, 5), new Part("parts/missing", 0, 1)))
                    .withMessageContaining("parts/missing");
            assertThatExceptionOfType(NoSuchObject.class)
                    .isThrownBy(() -> compose(storage, target, new Part("parts/missing", 0, 0)));
            assertThat(target.exists("whole")).isFalse();
        }
        assertThat(Stored.keys(storage, "")).containsExactly("parts/digits", "parts/empty", "parts/letters");
        assertThat(Stored.keys(other, "")).isEmpty();
    }

    @Test
    default void aPartThatEndsTooEarlyIsRefusedAndNothingAppears() {
        var storage = withLetters(emptyStorage());
        for (var part : List.of(
                new Part("parts/letters", 0, 11),
                new Part("parts/letters", 10, 1),
                new Part("parts/letters", 11, 0),
                new Part("parts/empty", 0, 1),
                new Part("parts/letters", 1, Long.MAX_VALUE))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> compose(storage, storage, new Part("parts/digits", 0, 5), part));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> compose(storage, new MemoryStorage(), part));
        }
        assertThat(storage.exists("whole")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Part("a", -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Part("a", 1, -1));
    }

    @Test
    default void composesOnlyWhereThePreconditionHolds() {
        var storage = withLetters(emptyStorage());
        var parts = List.of(new Part("parts/letters", 0, 1));
        Stored.put(storage, "whole", "was there", Map.of("job", "1"));
        var seen = new Precondition.Matches(Stored.etag(storage, "whole"));
        assertThat(storage.compose(parts, storage, "whole", Map.of(), Precondition.ABSENT))
                .isFalse();
        assertThat(storage.compose(parts, storage, "whole", Map.of(), new Precondition.Matches("other")))
                .isFalse();
        assertThat(Stored.text(storage, "whole")).isEqualTo("was there");
        assertThat(storage.stat("whole").orElseThrow().metadata()).isEqualTo(Map.of("job", "1"));
        assertThat(storage.compose(parts, storage, "whole", Map.of(), seen)).isTrue();
        assertThat(storage.compose(parts, storage, "whole", Map.of(), seen)).isFalse();
        assertThat(Stored.text(storage, "whole")).isEqualTo("a");
    }

    @Test
    default void composesUnderNoInvalidKeyAndOfNone() {
        var storage = withLetters(emptyStorage());
        var parts = List.of(new Part("parts/letters", 0, 1));
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> storage.compose(parts, storage, "../whole", Map.of(), Precondition.NONE));
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> compose(storage, storage, new Part("../parts", 0, 0)));
        assertThat(storage.exists("whole")).isFalse();
    }

    /// Tests many parts of any size, as deliver makes them, some of them larger than any buffer.
    @Test
    default void composesManyPartsByteForByte() throws IOException {
        var storage = emptyStorage();
        var random = new Random(11);
        var bytes = new byte[largeBytes()];
        random.nextBytes(bytes);
        storage.put("strips/large", bytes);
        var parts = new ArrayList<Part>();
        var expected = new ByteArrayOutputStream();
        for (int index = 0; index < 100; index++) {
            int offset = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(bytes.length - offset, index % 10 == 0 ? 1 << 20 : 5_000));
            parts.add(new Part("strips/large", offset, length));
            expected.writeBytes(Arrays.copyOfRange(bytes, offset, offset + length));
        }
        storage.compose(parts, storage, "whole", Map.of(), Precondition.ABSENT);
        try (var stream = storage.read("whole")) {
            assertThat(stream.readAllBytes()).isEqualTo(expected.toByteArray());
        }
    }
}
