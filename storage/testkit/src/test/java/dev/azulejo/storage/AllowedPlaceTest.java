package dev.azulejo.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedPlaceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://photos | s3://photos/a.png | a.png",
                "s3://photos/in/ | s3://photos/in/a/b c%20?#.png | a/b c%20?#.png",
                "s3://photos/{tenant} | s3://photos/ana/a.png | a.png",
                "s3://photos/in/{tenant}/new | s3://photos/in/ana/new/a.png | a.png",
                "file:///srv/photos | file:///srv/photos/a%20b/%C3%A9.png | a b/\u00e9.png",
                "file:///srv/{tenant}/ | file:///srv/ana/a.png | a.png",
            })
    void aFileBelowItIsItsOwn(String place, String uri, String key) {
        var file = AllowedPlace.parse(place).file("ana", uri).orElseThrow();
        assertThat(file.key()).isEqualTo(key);
        assertThat(file.place()).hasToString(AllowedPlace.parse(place).text().replace("{tenant}", "ana"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://photos/in | s3://photos/inside/a.png",
                "s3://photos/in | s3://photos/in",
                "s3://photos/in | s3://photos/in/",
                "s3://photos/in | s3://photos/in/../a.png",
                "s3://photos/in | s3://photos/in//a.png",
                "s3://photos/in | s3://photos/a.png",
                "s3://photos/in | s3://photos-2/in/a.png",
                "s3://photos | S3://photos/a.png",
                "s3://photos/{tenant} | s3://photos/ben/a.png",
                "s3://photos/{tenant} | s3://photos/ana-2/a.png",
                "s3://photos/{tenant} | s3://photos/{tenant}/a.png",
                "s3://photos/{tenant} | s3://photos/ana/../ben/a.png",
                "file:///srv/photos | file:///srv/photos/../secret",
                "file:///srv/photos | file:///srv/photos/%2e%2e/secret",
                "file:///srv/photos | file:///srv/photos/..%2Fsecret",
                "file:///srv/photos | file:///srv/photos/a%00.png",
                "file:///srv/photos | file:///srv/photos/a%5Cb.png",
                "file:///srv/photos | file:///srv/photos/.azulejo/a.png",
                "file:///srv/photos | file:///srv/photos/cats/.Azulejo-1/a.png",
                "file:///srv/photos | file:///srv/photos/a.png?x",
                "file:///srv/photos | file:///srv/photos/a.png#x",
                "file:///srv/photos | file://host/srv/photos/a.png",
                "file:///srv/photos | file:/srv/photos/a.png",
                "file:///srv/photos | /srv/photos/a.png",
                "file:///srv/photos | file:///srv/photos/%zz",
                "file:///srv/photos | file:///srv/photos2/a.png",
                "file:///srv/{tenant} | file:///srv/ben/a.png",
                "file:///srv/{tenant} | file:///srv/ana%2F../ben/a.png",
                "file:///srv/{tenant} | s3://srv/ana/a.png",
            })
    void nothingElseIsReached(String place, String uri) {
        assertThat(AllowedPlace.parse(place).file("ana", uri)).isEmpty();
    }

    @Test
    void aNameThatNoDirectoryTakesIsRefused() {
        var place = AllowedPlace.parse("write:file:///srv/photos");
        var longest = "\u00e9".repeat(127) + "a";
        assertThat(place.file("ana", "file:///srv/photos/" + longest)).isPresent();
        assertThat(place.file("ana", "file:///srv/photos/" + longest + "b")).isEmpty();
        assertThat(place.file("ana", "file:///srv/photos/" + longest + "b/a.png"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "photos",
                "https://example.com/",
                "s3://",
                "s3://Photos",
                "s3://photos/../x",
                "s3://photos//x",
                "s3://{tenant}/x",
                "s3://photos/in-{tenant}/",
                "s3://photos/{user}/",
                "s3://photos/*",
                "file:///",
                "file:///srv/./x",
                "file://host/srv",
                "/srv/photos",
                "write:/srv/photos",
                "write:write:s3://photos",
                "Write:s3://photos",
            })
    void whatIsNoPlaceIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedPlace.parse(text))
                .withMessageContaining("is no place");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://photos/{tenant} | s3://photos/ana/ | true",
                "s3://photos/{tenant} | s3://photos/ana/b/ | false",
                "s3://photos/{tenant} | s3://photos/ | false",
                "s3://photos/in.1/{tenant}/new | s3://photos/in.1/ana/new/ | true",
                "s3://photos/in.1/{tenant}/new | s3://photos/in11/ana/new/ | false",
                "file:///srv | file:///srv/ | true",
                "file:///srv | file:///srv2/ | false",
            })
    void aPlaceIsKnownAgainForEachTenant(String allowed, String place, boolean stands) {
        assertThat(AllowedPlace.parse(allowed).stands(URI.create(place))).isEqualTo(stands);
    }

    /// The right is part of the name, and each is asked for by itself.
    @Test
    void resultsArePutOnlyWhereThatIsSaid() {
        var places = AllowedPlace.parseAll("s3://photos/{tenant}, write:s3://shop/{tenant}/");
        assertThat(places).extracting(AllowedPlace::written).containsExactly(false, true);
        assertThat(places)
                .extracting(AllowedPlace::text)
                .containsExactly("s3://photos/{tenant}/", "s3://shop/{tenant}/");
        assertThat(places)
                .map(AllowedPlace::toString)
                .containsExactly("s3://photos/{tenant}/", "write:s3://shop/{tenant}/");
        assertThat(places.getLast().file("ana", "s3://shop/ana/a.png")).isPresent();
    }

    @Test
    void aPolicyAndWhoeverComparesPlacesKnowWhatItCovers() {
        assertThat(AllowedPlace.parse("s3://photos").keyPattern()).isEqualTo("*");
        var own = AllowedPlace.parse("s3://photos/in/{tenant}/new");
        assertThat(own.bucket()).hasValue("photos");
        assertThat(own.keyPattern()).isEqualTo("in/*/new/*");
        assertThat(own.common()).isEqualTo(URI.create("s3://photos/in/"));
        assertThat(AllowedPlace.parse("file:///srv/photos").bucket()).isEmpty();
    }
}
