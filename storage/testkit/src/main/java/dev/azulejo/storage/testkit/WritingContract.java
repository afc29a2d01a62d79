package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests writing and deleting: an object is there whole, or not at all.
public interface WritingContract extends EmptyStorage {

    @Test
    default void anObjectClosedWithoutCommitNeverExisted() {
        var storage = emptyStorage();
        try (var pending = storage.write("tiles/0", Map.of())) {
            Stored.write(pending, "lost");
        }
        assertThat(storage.exists("tiles/0")).isFalse();
        assertThat(Stored.keys(storage, "")).isEmpty();
    }

    @Test
    default void anObjectClosedWithoutCommitLeavesWhatWasThere() {
        var storage = emptyStorage();
        Stored.put(storage, "tiles/0", "kept", Map.of("job", "1"));
        var before = storage.stat("tiles/0");
        try (var pending = storage.write("tiles/0", Map.of("job", "2"))) {
            Stored.write(pending, "lost");
        }
        assertThat(Stored.text(storage, "tiles/0")).isEqualTo("kept");
        assertThat(storage.stat("tiles/0")).isEqualTo(before);
    }

    @Test
    default void nobodySeesAnObjectBeforeItsCommit() {
        var storage = emptyStorage();
        try (var pending = storage.write("tiles/0", Map.of())) {
            Stored.write(pending, "x".repeat(1 << 20));
            assertThat(storage.exists("tiles/0")).isFalse();
            assertThat(Stored.keys(storage, "")).isEmpty();
            pending.commit();
            assertThat(storage.stat("tiles/0").orElseThrow().bytes()).isEqualTo(1 << 20);
        }
        assertThat(Stored.keys(storage, "")).containsExactly("tiles/0");
    }

    @Test
    default void commitsOnce() {
        var storage = emptyStorage();
        try (var pending = storage.write("a", Map.of())) {
            pending.commit();
            assertThatIllegalStateException().isThrownBy(pending::commit);
        }
        var refused = storage.write("a", Map.of());
        assertThat(refused.commit(Precondition.ABSENT)).isFalse();
        assertThatIllegalStateException().isThrownBy(refused::commit);
        var closed = storage.write("b", Map.of());
        closed.close();
        assertThatIllegalStateException().isThrownBy(closed::commit);
        assertThat(Stored.keys(storage, "")).containsExactly("a");
    }

    @Test
    default void takesNoBytesAfterACommitOrAClose() throws IOException {
        var storage = emptyStorage();
        var committed = storage.write("a", Map.of());
        committed.write(1);
        committed.commit();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> committed.write(2));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> committed.write(new byte[3], 0, 3));
        committed.close();
        committed.close();
        var closed = storage.write("b", Map.of());
        closed.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> closed.write(2));
        assertThat(storage.readRange("a", 0, 1)).containsExactly(1);
        assertThat(storage.stat("a").orElseThrow().bytes()).isEqualTo(1);
    }

    @Test
    default void writesByteByByteAndInPieces() throws IOException {
        var storage = emptyStorage();
        try (var pending = storage.write("a", Map.of())) {
            pending.write(0x1ff); // its low eight bits, says OutputStream
            pending.write(new byte[] {9, 1, 2, 9}, 1, 2);
            pending.write(new byte[0]);
            pending.flush();
            pending.write(new byte[] {3});
            pending.commit();
        }
        assertThat(storage.readRange("a", 0, 4)).containsExactly(0xff, 1, 2, 3);
    }

    @Test
    default void anObjectMayBeEmpty() {
        var storage = emptyStorage();
        Stored.put(storage, "empty", "");
        assertThat(storage.exists("empty")).isTrue();
        assertThat(storage.stat("empty").orElseThrow().bytes()).isZero();
        assertThat(Stored.text(storage, "empty")).isEmpty();
        assertThat(storage.readRange("empty", 0, 0)).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> storage.readRange("empty", 0, 1));
        assertThat(storage.version("empty")).isNotEmpty();
        assertThat(Stored.keys(storage, "")).containsExactly("empty");
    }

    @Test
    default void keepsALargeObjectByteForByte() throws IOException {
        var storage = emptyStorage();
        var bytes = new byte[largeBytes()];
        new Random(7).nextBytes(bytes);
        try (var pending = storage.write("large", Map.of())) {
            int step = 1_000_003; // no multiple of any buffer
            for (int offset = 0; offset < bytes.length; offset += step) {
                pending.write(bytes, offset, Math.min(step, bytes.length - offset));
            }
            pending.commit();
        }
        assertThat(storage.stat("large").orElseThrow().bytes()).isEqualTo(bytes.length);
        try (var stream = storage.read("large")) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(storage.readRange("large", bytes.length - 3L, 3))
                .containsExactly(bytes[bytes.length - 3], bytes[bytes.length - 2], bytes[bytes.length - 1]);
    }

    @Test
    default void twoMayBeOnTheirWayToOneKey() {
        var storage = emptyStorage();
        try (var first = storage.write("a", Map.of());
                var second = storage.write("a", Map.of())) {
            Stored.write(first, "first");
            Stored.write(second, "second");
            second.commit();
            assertThat(Stored.text(storage, "a")).isEqualTo("second");
            first.commit();
        }
        assertThat(Stored.text(storage, "a")).isEqualTo("first");
    }

    /// Tests what a place tells about an object without being asked for it: it need tell nothing.
    @Test
    default void whatIsToldOfAnObjectIsTrue() throws NoSuchAlgorithmException {
        var storage = emptyStorage();
        var bytes = Stored.bytes("told");
        try (var pending = storage.write("a", Map.of("job", "1"))) {
            Stored.write(pending, "told");
            assertThat(pending.etag()).isEmpty();
            pending.commit();
            var stat = storage.stat("a").orElseThrow();
            assertThat(pending.etag().orElse(stat.etag())).isEqualTo(stat.etag());
            var md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            assertThat(storage.md5(stat).orElse(md5)).isEqualTo(md5);
        }
    }

    @Test
    default void deletesAndMayDeleteAgain() {
        var storage = emptyStorage();
        Stored.put(storage, "jobs/1/a", "1");
        Stored.put(storage, "jobs/1/ab", "2");
        storage.delete("jobs/1/a");
        storage.delete("jobs/1/a");
        storage.delete("jobs/1");
        storage.delete("never/was");
        assertThat(storage.exists("jobs/1/a")).isFalse();
        assertThat(Stored.keys(storage, "")).containsExactly("jobs/1/ab");
        storage.delete("jobs/1/ab");
        assertThat(Stored.keys(storage, "")).isEmpty();
        if (leavesFolders()) {
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> Stored.put(storage, "jobs", "a folder"));
            assertThat(Stored.keys(storage, "")).isEmpty();
            return;
        }
        Stored.put(storage, "jobs", "the start of a key that is gone is free");
        assertThat(Stored.keys(storage, "")).containsExactly("jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Job", "a b", "a_b", "a=b", "é", "a\nb"})
    default void refusesMetadataNamesThatSomeProviderCannotKeep(String name) {
        var storage = emptyStorage();
        assertThatIllegalArgumentException().isThrownBy(() -> Stored.put(storage, "a", "1", Map.of(name, "1")));
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    default void refusesMetadataValuesThatSomeProviderCannotKeep() {
        var storage = emptyStorage();
        assertThatIllegalArgumentException().isThrownBy(() -> Stored.put(storage, "a", "1", Map.of("a", "1\n2")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.put(storage, "a", "1", Map.of("a", "x".repeat(1400))));
        Stored.put(storage, "a", "1", Map.of("a", "x".repeat(1399)));
        assertThat(storage.stat("a").orElseThrow().metadata().get("a")).hasSize(1399);
    }

    @Test
    default void givesBackTheMetadata() {
        var storage = emptyStorage();
        var metadata = Map.of("job", "j-42", "source-key", "año/é = ü, \"x\" 漢字 🎨", "empty", "");
        Stored.put(storage, "a", "1", metadata);
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(metadata);
    }

    @Test
    default void metadataGoesWithItsObject() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "1", Map.of("job", "1"));
        Stored.put(storage, "a", "2", Map.of("job", "2"));
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "2"));
        Stored.put(storage, "a", "3");
        assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
        Stored.put(storage, "a", "4", Map.of("job", "4"));
        storage.delete("a");
        Stored.put(storage, "a", "4");
        assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
    }
}
