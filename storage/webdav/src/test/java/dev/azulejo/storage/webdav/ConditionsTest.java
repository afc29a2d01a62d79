package dev.azulejo.storage.webdav;

import static dev.azulejo.storage.webdav.Wired.before;
import static dev.azulejo.storage.webdav.Wired.keys;
import static dev.azulejo.storage.webdav.Wired.put;
import static dev.azulejo.storage.webdav.Wired.seen;
import static dev.azulejo.storage.webdav.Wired.text;
import static dev.azulejo.storage.webdav.Wired.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which conditions a server decides, and what names it takes.
class ConditionsTest {
    @ParameterizedTest
    @EnumSource(names = {"ABSOLUTE_HREFS", "KNOWS_ADDRESS_TAGS_ONLY", "KNOWS_PATH_TAGS_ONLY", "RESTAMPS"})
    void ofTwoWritersWhoHaveSeenTheSameOneWins(Quirk quirk) {
        var fake = new DavFake(quirk);
        var rival = new boolean[1];
        var service = before(fake, request -> {
            if (request.method().equals("MOVE")
                    && request.header("destination").orElse("").endsWith("/a")
                    && !rival[0]) {
                rival[0] = true;
                fake.put("a", "the other's");
            }
            return Optional.empty();
        });
        try (var place = new FakePlace(service)) {
            var storage = place.open("");
            fake.put("a", "first");
            assertThat(write(storage, "a", "ours", seen(storage, "a"))).isFalse();
            assertThat(text(storage, "a")).isEqualTo("the other's");
            rival[0] = false;
            fake.remove("a");
            assertThat(write(storage, "a", "ours", Precondition.ABSENT)).isFalse();
            assertThat(text(storage, "a")).isEqualTo("the other's");
            rival[0] = false;
            put(storage, "a", "ours");
            assertThat(text(storage, "a")).isEqualTo("ours");
        }
    }

    /// Then a change that is there when we look is found, and one that comes later is not.
    @ParameterizedTest
    @EnumSource(names = {"IGNORES_IF", "REFUSES_IF", "WEAK_ETAGS", "NO_ETAGS"})
    void aServerThatDecidesNoConditionIsLookedAtBefore(Quirk quirk) {
        try (var place = new FakePlace(new DavFake(quirk))) {
            var storage = place.open("");
            put(storage, "a", "first");
            var stale = seen(storage, "a");
            assertThat(write(storage, "a", "second", stale)).isTrue();
            assertThat(write(storage, "a", "third", stale)).isFalse();
            assertThat(text(storage, "a")).isEqualTo("second");
        }
    }

    @Test
    void nothingIsWrittenWhereOverwritingCannotBeForbidden() {
        var fake = new DavFake(Quirk.IGNORES_OVERWRITE);
        try (var place = new FakePlace(fake)) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> put(place.open(""), "a", "1"))
                    .withMessageContaining("Overwrite: F");
            assertThat(fake.names(DavWriter.FOLDER)).isEmpty();
        }
    }

    @Test
    void aKeyIsOneSpelling() {
        for (var quirk : List.of(Quirk.FOLDS_CASE, Quirk.FOLDS_FORM, Quirk.DECOMPOSES)) {
            var fake = new DavFake(quirk);
            try (var place = new FakePlace(fake)) {
                boolean isCase = quirk == Quirk.FOLDS_CASE;
                var there = isCase ? "Photos/Ab" : "Photos/e\u0301"; // shown so by each of them
                var other = isCase ? "Photos/aB" : "Photos/é";
                fake.makeFolder("Photos");
                fake.put(there, "one");
                var storage = place.open("");
                assertThat(keys(storage)).containsExactly(there);
                assertThat(storage.exists(other)).isFalse();
                assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.readRange(other, 0, 1));
                storage.delete(other);
                assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, other, "two"));
                assertThat(text(place.open(""), there)).isEqualTo("one");
                if (isCase) {
                    assertThat(storage.exists("photos/Ab")).isFalse();
                    assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, "photos/c", "two"));
                    put(storage, "Photos/C", "three");
                    assertThat(keys(storage)).containsExactly("Photos/Ab", "Photos/C");
                }
            }
        }
    }

    @Test
    void alsoWhereItHasNoLetterOfAscii() {
        var fake = new DavFake(Quirk.FOLDS_CASE);
        try (var place = new FakePlace(fake)) {
            fake.put("é", "one");
            fake.put("ß-a", "two");
            var storage = place.open("");
            assertThat(storage.exists("ß-a")).isTrue(); // shows what this server does
            assertThat(storage.exists("É")).isFalse();
            assertThat(text(storage, "é")).isEqualTo("one");
        }
    }

    @Test
    void aKeyThatWouldGetAnotherNameIsRefused() {
        var fake = new DavFake(Quirk.DECODES_TWICE);
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            put(storage, "a#b%c;d", "1");
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, "a?b", "2"));
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, "c?d/e", "2"));
            assertThat(keys(storage)).containsExactly("a#b%c;d");
            assertThat(fake.names("")).containsExactlyInAnyOrder(DavWriter.FOLDER, "a#b%c;d");
            assertThat(fake.names(DavWriter.FOLDER)).isEmpty();
        }
    }

    @Test
    void aServerThatTellsSpellingsApartMayHaveBoth() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            fake.put("Ab", "one");
            fake.put("aB", "two");
            fake.put("AB", "three");
            var storage = place.open("");
            assertThat(text(storage, "Ab") + text(storage, "aB") + text(storage, "AB"))
                    .isEqualTo("onetwothree");
        }
    }
}
