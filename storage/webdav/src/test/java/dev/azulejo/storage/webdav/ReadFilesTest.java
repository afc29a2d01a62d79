package dev.azulejo.storage.webdav;

import static dev.azulejo.storage.webdav.Wired.METADATA;
import static dev.azulejo.storage.webdav.Wired.is;
import static dev.azulejo.storage.webdav.Wired.put;
import static dev.azulejo.storage.webdav.Wired.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How files are read from servers that break off, damage and replace.
class ReadFilesTest {
    @ParameterizedTest
    @EnumSource(names = {"NO_RANGES", "NO_ETAGS", "WEAK_ETAGS", "BARE_ETAGS"})
    void aStreamThatBreaksOffGoesOn(Quirk quirk) throws IOException {
        var fake = new DavFake(quirk);
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            fake.put("a", "0123456789".repeat(1000));
            place.follow(FaultScript.none()
                    .then(is("GET"), new WireFault.CutAnswer(1234))
                    .then(is("GET"), new WireFault.CutAnswer(2345)));
            assertThat(text(storage, "a")).isEqualTo("0123456789".repeat(1000));
            place.follow(FaultScript.none().then(is("GET"), new WireFault.CutAnswer(1234)));
            try (var stream = storage.read("a")) {
                assertThat(stream.readNBytes(1000)).asString().isEqualTo("0123456789".repeat(100));
                fake.put("a", "abcdefghij".repeat(1000));
                assertThatExceptionOfType(StorageUnavailable.class)
                        .isThrownBy(stream::readAllBytes)
                        .withMessageContaining("replaced");
            }
        }
    }

    @Test
    void damageIsFoundAndIsNoOtherVersion() {
        try (var place = new FakePlace(new DavFake())) {
            var storage = place.open("");
            put(storage, "a", "0123456789");
            place.follow(FaultScript.none().then(is("GET"), new WireFault.DamagedContent(5)));
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> storage.readAll("a"))
                    .withMessageContaining("damaged");
            place.follow(FaultScript.none().then(is("PUT"), new WireFault.DamagedRequest(5)));
            put(storage, "b", "0123456789");
            assertThat(text(storage, "b")).isEqualTo("0123456789");
        }
    }

    /// A question that arrives otherwise is answered otherwise, and politely.
    @ParameterizedTest
    @ValueSource(strings = {"getetag", "object", "resourcetype", "getcontentlength", "propfind"})
    void aDamagedQuestionIsAskedAgain(String word) {
        try (var place = new FakePlace(new DavFake())) {
            var storage = place.open("");
            put(storage, "a", "0123456789");
            var stat = storage.stat("a");
            assertThat(stat.orElseThrow().metadata()).isEqualTo(METADATA);
            place.follow(FaultScript.none()
                    .then(is("PROPFIND"), new WireFault.DamagedRequest(Properties.FIND.indexOf(word))));
            assertThat(storage.stat("a")).isEqualTo(stat);
        }
    }

    @Test
    void damagedMetadataIsSentAgain() {
        try (var place = new FakePlace(new DavFake(), Optional.empty())) {
            var storage = place.open("");
            int start = Properties.patch("").indexOf("</A:object>");
            place.follow(FaultScript.none().then(is("PROPPATCH"), new WireFault.DamagedRequest(start + 60)));
            put(storage, "a", "0123456789");
            assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(METADATA);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEAK_ETAGS", "NO_ETAGS"})
    void aVersionWithoutAnEtagIsItsContent(Quirk quirk) throws IOException {
        var fake = new DavFake(quirk);
        try (var place = new FakePlace(fake)) {
            var storage = place.open("");
            fake.put("a", "one");
            var version = storage.version("a");
            assertThat(version).startsWith("sha256:");
            try (var stream = storage.readVersion("a", version)) {
                fake.put("a", "two");
                assertThat(stream.readAllBytes()).asString().isEqualTo("one");
            }
            assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.readVersion("a", version));
        }
    }
}
