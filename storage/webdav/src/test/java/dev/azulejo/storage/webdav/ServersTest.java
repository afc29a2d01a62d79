package dev.azulejo.storage.webdav;

import static dev.azulejo.storage.webdav.Wired.before;
import static dev.azulejo.storage.webdav.Wired.keys;
import static dev.azulejo.storage.webdav.Wired.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireService;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What servers answer, and what is made of it.
class ServersTest {
    private static WireService answering(int status) {
        return before(new DavFake(), _ -> Optional.of(WireAnswer.empty(status)));
    }

    @ParameterizedTest
    @CsvSource({"401, connect webdav", "403, does not allow", "405, no WebDAV", "501, WebDAV", "308, --server"})
    void saysWhatTheOwnerMustDo(int status, String what) {
        try (var place = new FakePlace(answering(status))) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> place.open("").stat("a"))
                    .withMessageContaining(what)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(DavFake.PASSWORD));
        }
    }

    @Test
    void isAskedOverOneConnection() {
        try (var place = FakePlace.keepingConnections(new DavFake())) {
            var storage = place.open("photos");
            put(storage, "a/b", "1");
            assertThat(storage.stat("a/c")).isEmpty();
            assertThat(Wired.text(storage, "a/b")).isEqualTo("1");
            assertThat(keys(storage)).containsExactly("a/b");
            storage.delete("a/b");
            assertThat(place.server().requests()).hasSizeGreaterThan(5);
            assertThat(place.server().connections()).isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordIsDenied() {
        try (var place = new FakePlace(new DavFake())) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> place.open("", "wrong").stat("a"))
                    .withMessageContaining("connect webdav");
        }
    }

    @ParameterizedTest
    @CsvSource({"423, locked", "503, 6 attempts", "418, 418"})
    void saysThatTryingAgainMayHelp(int status, String what) {
        try (var place = new FakePlace(answering(status))) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> place.open("").stat("a"))
                    .withMessageContaining(what);
        }
    }

    @Test
    void doesNotWaitForHours() {
        var service =
                before(new DavFake(), _ -> Optional.of(WireAnswer.empty(503).with("Retry-After", "3600")));
        try (var place = new FakePlace(service)) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> place.open("").stat("a"))
                    .withMessageContaining("3600 s");
            assertThat(place.server().requests()).hasSize(1);
        }
    }

    @Test
    void aFullServerIsFullAndKeepsNothing() {
        var fake = new DavFake();
        fake.leaveRoomFor(10);
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> put(storage, "a", "more than ten bytes"));
            assertThat(fake.names(DavWriter.FOLDER)).isEmpty();
            assertThat(keys(storage)).isEmpty();
        }
    }

    @Test
    void aRedirectGetsNoPassword() {
        var elsewhere = new DavFake();
        try (var other = new FakePlace(elsewhere)) {
            var service = before(
                    new DavFake(),
                    request -> Optional.of(WireAnswer.empty(307)
                            .with("Location", other.server().address() + request.rawPath())));
            try (var place = new FakePlace(service)) {
                var storage = place.open("");
                assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> storage.read("a"));
                assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> put(storage, "a", "1"));
                assertThat(other.server().requests()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatAnswersForSomethingElseIsNotEmpty() {
        var fake = new DavFake();
        var service = before(
                fake,
                request -> request.header("depth").equals(Optional.of("1"))
                        ? Optional.of(new WireAnswer(
                                207,
                                Map.of(),
                                StoredBytes.of(
                                        new String(fake.answer(request).body().all(), StandardCharsets.UTF_8)
                                                .replace("/remote.php", "/inside")
                                                .getBytes(StandardCharsets.UTF_8)),
                                false))
                        : Optional.empty());
        try (var place = new FakePlace(service)) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> keys(place.open("")))
                    .withMessageContaining("--server");
        }
    }

    @Test
    void aWrongFolderOnTheServerIsNotMade() {
        var fake = new DavFake();
        fake.remove("");
        try (var place = new FakePlace(fake)) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> put(place.open("photos"), "a", "1"))
                    .withMessageContaining("--server");
        }
    }
}
