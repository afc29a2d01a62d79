package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading, whole, in ranges, by version, and what is known without reading.
public interface ReadingContract extends EmptyStorage {

    @Test
    default void knowsNothingUnderAKeyThatWasNeverWritten() {
        var storage = emptyStorage();
        assertThat(storage.exists("jobs/1/manifest.json")).isFalse();
        assertThat(storage.stat("jobs/1/manifest.json")).isEmpty();
    }

    @Test
    default void saysNoSuchObjectAndItsKeyWhereNothingLies() {
        var storage = emptyStorage();
        Stored.put(storage, "jobs/1/request.json", "{}");
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> storage.read("jobs/2/none").close())
                .withMessageContaining("jobs/2/none");
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.readRange("jobs/2/none", 0, 0));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.version("jobs/2/none"));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> storage.readVersion("jobs/2/none", "sha256:0").close());
    }

    @Test
    default void theStartOfAKeyIsNoObject() {
        var storage = emptyStorage();
        Stored.put(storage, "jobs/1/request.json", "{}");
        assertThat(storage.exists("jobs")).isFalse();
        assertThat(storage.exists("jobs/1")).isFalse();
        assertThat(storage.exists("jobs/1/request")).isFalse();
        assertThat(storage.exists("jobs/1/request.json/more")).isFalse();
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> storage.read("jobs/1").close());
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> storage.read("jobs/1/request.json/more").close());
    }

    @Test
    default void givesBackWhatWasWritten() {
        var storage = emptyStorage();
        Stored.put(storage, "photos/a.jpg", "the bytes");
        assertThat(Stored.text(storage, "photos/a.jpg")).isEqualTo("the bytes");
    }

    @Test
    default void knowsOfAVersionWhatItKnowsOfTheObjectAndNothingOfOneThatNeverWas() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "the bytes", Map.of("name", "value"));
        assertThat(storage.statVersion("a", storage.version("a"))).isEqualTo(storage.stat("a"));
        assertThat(storage.statVersion("a", "sha256:0")).isEmpty();
        assertThat(storage.statVersion("b", "sha256:0")).isEmpty();
    }

    @Test
    default void neverTakesAnotherVersionForTheOneAskedFor() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "one");
        var first = storage.version("a");
        Stored.put(storage, "a", "another");
        assertThat(storage.statVersion("a", first).map(ObjectStat::bytes).orElse(3L))
                .isEqualTo(3L);
    }

    @Test
    default void readsByteByByteAndInPieces() throws IOException {
        var storage = emptyStorage();
        Stored.put(storage, "a", "\u00ff012345");
        try (var stream = storage.read("a")) {
            assertThat(stream.read()).isEqualTo(0xc3); // bytes are not negative
            assertThat(stream.skip(2)).isEqualTo(2);
            assertThat(new String(stream.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("123");
            assertThat(stream.readAllBytes()).hasSize(2);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[4])).isEqualTo(-1);
        }
    }

    @Test
    default void aStreamKeepsToTheObjectThatItOpened() throws IOException {
        var storage = emptyStorage();
        var before = "before ".repeat(200_000);
        Stored.put(storage, "a", before);
        try (var stream = storage.read("a")) {
            var start = stream.readNBytes(10);
            Stored.put(storage, "a", "after");
            var rest = stream.readAllBytes();
            assertThat(new String(start, StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8))
                    .isEqualTo(before);
        }
        assertThat(Stored.text(storage, "a")).isEqualTo("after");
    }

    @Test
    default void aStreamKeepsToTheObjectThatIsDeleted() throws IOException {
        var storage = emptyStorage();
        Stored.put(storage, "a", "before");
        try (var stream = storage.read("a")) {
            assertThat(stream.read()).isEqualTo('b');
            storage.delete("a");
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("efore");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0123456789", "0, 1, 0", "9, 1, 9", "3, 4, 3456", "0, 0, ''", "10, 0, ''"})
    default void readsExactlyTheRange(long offset, int length, String expected) {
        var storage = emptyStorage();
        Stored.put(storage, "a", "0123456789");
        assertThat(storage.readRange("a", offset, length)).asString().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 11", "10, 1", "11, 0", "5, 6", "-1, 1", "0, -1", "9223372036854775807, 1", "4294967296, 1"})
    default void refusesARangeThatTheObjectDoesNotHave(long offset, int length) {
        var storage = emptyStorage();
        Stored.put(storage, "a", "0123456789");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> storage.readRange("a", offset, length));
    }

    @Test
    default void statTellsSizeTimeAndEtag() {
        var storage = emptyStorage();
        var start = Instant.now();
        Stored.put(storage, "photos/ä.jpg", "ä");
        var stat = storage.stat("photos/ä.jpg").orElseThrow();
        assertThat(stat.key()).isEqualTo("photos/ä.jpg");
        assertThat(stat.bytes()).isEqualTo(2);
        assertThat(stat.modified()).isBetween(start.minus(Duration.ofMinutes(1)), start.plus(Duration.ofMinutes(1)));
        assertThat(stat.etag()).isNotEmpty().isEqualTo(Stored.etag(storage, "photos/ä.jpg"));
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

    @Test
    default void readsTheVersionThatWasNamed() throws IOException {
        var storage = emptyStorage();
        Stored.put(storage, "a", "first");
        var version = storage.version("a");
        assertThat(version).isEqualTo(storage.version("a"));
        try (var stream = storage.readVersion("a", version)) {
            assertThat(stream.read()).isEqualTo('f');
            Stored.put(storage, "a", "other"); // of equal length
            assertThat(stream.readAllBytes()).asString().isEqualTo("irst");
        }
        assertThat(storage.version("a")).isNotEqualTo(version);
    }

    /// Versions that are kept may outlive their object; any other bytes may not be given out under their name.
    @Test
    default void neverReadsOtherBytesAsAVersion() throws IOException {
        var storage = emptyStorage();
        Stored.put(storage, "a", "first");
        var version = storage.version("a");
        Stored.put(storage, "a", "other");
        try (var stream = storage.readVersion("a", version)) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("first");
        } catch (NoSuchObject replaced) {
            assertThat(replaced).hasMessageContaining("a");
        }
    }
}
