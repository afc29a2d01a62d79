package dev.azulejo.storage.webdav;

import static dev.azulejo.storage.webdav.Wired.before;
import static dev.azulejo.storage.webdav.Wired.is;
import static dev.azulejo.storage.webdav.Wired.keys;
import static dev.azulejo.storage.webdav.Wired.put;
import static dev.azulejo.storage.webdav.Wired.text;
import static dev.azulejo.storage.webdav.Wired.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How files come to a server, whatever comes in between.
class WrittenFilesTest {
    @Test
    void theFolderOfUploadsIsNobodysAndNothingStaysInIt() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            var storage = place.open("photos");
            put(storage, "sub/a", "1");
            write(storage, "sub/a", "2", Precondition.ABSENT);
            assertThat(fake.names("photos")).contains(DavWriter.FOLDER);
            assertThat(fake.names("photos/" + DavWriter.FOLDER)).isEmpty();
            fake.put("photos/" + DavWriter.FOLDER + "/x", "not ours to show");
            assertThat(keys(storage)).containsExactly("sub/a");
            assertThat(keys(place.open(""))).containsExactly("photos/sub/a");
            for (var key : List.of(DavWriter.FOLDER, DavWriter.FOLDER + "/x", "sub/" + DavWriter.FOLDER)) {
                assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> storage.exists(key));
                assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, key, "1"));
            }
        }
    }

    @Test
    void whatAKilledWriterLeavesGoesWhenItIsADayOld() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            put(place.open(""), "a", "1");
            fake.put(DavWriter.FOLDER + "/old", "left behind");
            fake.pass(Duration.ofHours(25));
            fake.put(DavWriter.FOLDER + "/new", "on its way");
            put(place.open(""), "b", "1");
            assertThat(fake.names(DavWriter.FOLDER)).containsExactly("new");
        }
    }

    /// A server removes all that is in a folder that is moved over, or deleted.
    @Test
    void aFolderIsNeverReplacedNorDeleted() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            put(storage, "a/b", "kept");
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, "a", "1"));
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> write(storage, "a", "1", Precondition.ABSENT));
            storage.delete("a");
            assertThat(text(storage, "a/b")).isEqualTo("kept");
        }
    }

    /// It comes between the look and the move, or the removal.
    @ParameterizedTest
    @CsvSource({"MOVE, true", "MOVE, false", "DELETE, true"})
    void norIsOneThatComesInBetween(String method, boolean isThereBefore) {
        var fake = new DavFake();
        var isDone = new boolean[1];
        var service = before(fake, request -> {
            if (request.method().equals(method)
                    && !isDone[0]
                    && (request.rawPath().endsWith("/a")
                            || request.header("destination").orElse("").endsWith("/a"))) {
                isDone[0] = true;
                if (isThereBefore) {
                    fake.remove("a");
                }
                fake.makeFolder("a");
                fake.put("a/b", "kept");
            }
            return Optional.empty();
        });
        try (var place = new FakePlace(service)) {
            var storage = place.open("");
            if (isThereBefore) {
                fake.put("a", "before");
            }
            if (method.equals("MOVE")) {
                assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put(storage, "a", "1"));
            } else {
                storage.delete("a");
            }
            assertThat(isDone[0]).isTrue();
            assertThat(text(storage, "a/b")).isEqualTo("kept");
        }
    }

    @Test
    void aMoveWhoseAnswerIsLostHasHappened() {
        for (var precondition : List.of(Precondition.ABSENT, Precondition.NONE)) {
            try (var place = new FakePlace(new DavFake())) {
                var storage = place.open("");
                Predicate<WireRequest> move =
                        request -> request.header("destination").orElse("").endsWith("/a");
                place.follow(FaultScript.none()
                        .then(move, new WireFault.LostAnswer())
                        .then(is("MOVE"), new WireFault.Unavailable()));
                assertThat(write(storage, "a", "1", precondition)).isTrue();
                assertThat(text(storage, "a")).isEqualTo("1");
            }
        }
    }

    /// Nothing at its name says that it is ours; but nothing is left in the folder of uploads.
    @Test
    void alsoWhereNothingTellsWhoseAFileIs() {
        try (var place = new FakePlace(new DavFake(Quirk.NO_PROPERTIES), Optional.empty())) {
            var storage = place.open("");
            place.follow(FaultScript.none()
                    .then(
                            request -> request.header("destination").orElse("").endsWith("/a"),
                            new WireFault.LostAnswer()));
            assertThat(storage.write("a", new byte[1], Map.of(), Precondition.ABSENT))
                    .isTrue();
        }
    }

    /// Some servers copy and then remove; one that fails in between has the file twice.
    @Test
    void aMoveThatWasOnlyACopyHasHappenedToo() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            put(storage, "first", "so that all is known of the server");
            fake.breakMoves(1);
            assertThat(write(storage, "a", "1", Precondition.ABSENT)).isTrue();
            assertThat(text(storage, "a")).isEqualTo("1");
            assertThat(fake.names(DavWriter.FOLDER)).isEmpty();
        }
    }

    @Test
    void whatAnotherProgramWritesIsNotOurs() {
        var fake = new DavFake();
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            put(storage, "a", "ours");
            var stat = storage.stat("a").orElseThrow();
            fake.put("a", "the other's");
            assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
            assertThat(storage.stat("a").orElseThrow().etag()).isNotEqualTo(stat.etag());
            assertThat(text(storage, "a")).isEqualTo("the other's");
            fake.put("a", "1234");
            assertThat(text(storage, "a")).isEqualTo("1234"); // of our length, and a moment later
            fake.pass(Duration.ofHours(1));
            fake.put("a", "5678");
            assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
        }
    }

    @Test
    void metadataNeedsSomeRoom() {
        for (var quirk : List.of(Quirk.NO_PROPERTIES, Quirk.NO_PROPPATCH)) {
            try (var place = new FakePlace(new DavFake(quirk), Optional.empty())) {
                var storage = place.open("");
                assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> put(storage, "a", "1"));
                assertThat(storage.write("a", new byte[1], Map.of(), Precondition.NONE))
                        .isTrue();
            }
        }
    }
}
