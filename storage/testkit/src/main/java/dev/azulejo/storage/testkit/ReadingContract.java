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

/// Tests reading: whole, in ranges, by version, and facts without reading.
public interface ReadingContract extends EmptySource {

    @Test
    default void knowsNothingUnderAKeyThatWasNeverWritten() {
        var place = emptySource().source();
        assertThat(place.exists("jobs/1/manifest.json")).isFalse();
        assertThat(place.stat("jobs/1/manifest.json")).isEmpty();
    }

    @Test
    default void saysNoSuchObjectAndItsKeyWhereNothingLies() {
        var filled = emptySource();
        var place = filled.source();
        filled.put("jobs/1/request.json", "{}");
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> place.read("jobs/2/none").close())
                .withMessageContaining("jobs/2/none");
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> place.readRange("jobs/2/none", 0, 0));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> place.version("jobs/2/none"));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> place.readVersion("jobs/2/none", "sha256:0").close());
    }

    @Test
    default void theStartOfAKeyIsNoObject() {
        var filled = emptySource();
        var place = filled.source();
        filled.put("jobs/1/request.json", "{}");
        assertThat(place.exists("jobs")).isFalse();
        assertThat(place.exists("jobs/1")).isFalse();
        assertThat(place.exists("jobs/1/request")).isFalse();
        assertThat(place.exists("jobs/1/request.json/more")).isFalse();
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> place.read("jobs/1").close());
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> place.read("jobs/1/request.json/more").close());
    }

    @Test
    default void givesBackWhatWasWritten() {
        var filled = emptySource();
        var place = filled.source();
        filled.put("photos/a.jpg", "the bytes");
        assertThat(Stored.text(place, "photos/a.jpg")).isEqualTo("the bytes");
    }

    @Test
    default void knowsOfAVersionWhatItKnowsOfTheObjectAndNothingOfOneThatNeverWas() {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "the bytes", Map.of("name", "value"));
        assertThat(place.statVersion("a", place.version("a"))).isEqualTo(place.stat("a"));
        assertThat(place.statVersion("a", "sha256:0")).isEmpty();
        assertThat(place.statVersion("b", "sha256:0")).isEmpty();
    }

    @Test
    default void neverTakesAnotherVersionForTheOneAskedFor() {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "one");
        var first = place.version("a");
        filled.put("a", "another");
        assertThat(place.statVersion("a", first).map(ObjectStat::bytes).orElse(3L))
                .isEqualTo(3L);
    }

    @Test
    default void readsByteByByteAndInPieces() throws IOException {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "\u00ff012345");
        try (var stream = place.read("a")) {
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
        var filled = emptySource();
        var place = filled.source();
        var before = "before ".repeat(200_000);
        filled.put("a", before);
        try (var stream = place.read("a")) {
            var start = stream.readNBytes(10);
            filled.put("a", "after");
            var rest = stream.readAllBytes();
            assertThat(new String(start, StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8))
                    .isEqualTo(before);
        }
        assertThat(Stored.text(place, "a")).isEqualTo("after");
    }

    @Test
    default void aStreamKeepsToTheObjectThatIsDeleted() throws IOException {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "before");
        try (var stream = place.read("a")) {
            assertThat(stream.read()).isEqualTo('b');
            filled.delete("a");
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("efore");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0123456789", "0, 1, 0", "9, 1, 9", "3, 4, 3456", "0, 0, ''", "10, 0, ''"})
    default void readsExactlyTheRange(long offset, int length, String expected) {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "0123456789");
        assertThat(place.readRange("a", offset, length)).asString().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 11", "10, 1", "11, 0", "5, 6", "-1, 1", "0, -1", "9223372036854775807, 1", "4294967296, 1"})
    default void refusesARangeThatTheObjectDoesNotHave(long offset, int length) {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "0123456789");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> place.readRange("a", offset, length));
    }

    @Test
    default void statTellsSizeTimeAndEtag() {
        var filled = emptySource();
        var place = filled.source();
        var start = Instant.now();
        filled.put("photos/ä.jpg", "ä");
        var stat = place.stat("photos/ä.jpg").orElseThrow();
        assertThat(stat.key()).isEqualTo("photos/ä.jpg");
        assertThat(stat.bytes()).isEqualTo(2);
        assertThat(stat.modified()).isBetween(start.minus(Duration.ofMinutes(1)), start.plus(Duration.ofMinutes(1)));
        assertThat(stat.etag()).isNotEmpty().isEqualTo(Stored.etag(place, "photos/ä.jpg"));
    }

    @Test
    default void readsTheVersionThatWasNamed() throws IOException {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "first");
        var version = place.version("a");
        assertThat(version).isEqualTo(place.version("a"));
        try (var stream = place.readVersion("a", version)) {
            assertThat(stream.read()).isEqualTo('f');
            filled.put("a", "other"); // of equal length
            assertThat(stream.readAllBytes()).asString().isEqualTo("irst");
        }
        assertThat(place.version("a")).isNotEqualTo(version);
    }

    /// Tests that kept versions may outlive their object, but other bytes are never returned under their
    /// name.
    @Test
    default void neverReadsOtherBytesAsAVersion() throws IOException {
        var filled = emptySource();
        var place = filled.source();
        filled.put("a", "first");
        var version = place.version("a");
        filled.put("a", "other");
        try (var stream = place.readVersion("a", version)) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("first");
        } catch (NoSuchObject replaced) {
            assertThat(replaced).hasMessageContaining("a");
        }
    }
}
