package dev.azulejo.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.local.exit.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNameTest {
    @ParameterizedTest
    @CsvSource({
        "dropbox:/inbox, dropbox:/inbox/",
        "dropbox:/inbox/, dropbox:/inbox/",
        "dropbox:, dropbox:/",
        "dropbox://shop, dropbox://shop/",
        "dropbox://shop/a b/ä, dropbox://shop/a%20b/ä/",
        "gdrive:/100% #1?, gdrive:/100%25%20%231%3F/",
        "s3://bucket/in, s3://bucket/in/",
        "https://example.com/photos, https://example.com/photos/",
    })
    void aPlaceIsWrittenAsItIs(String text, String place) {
        assertThat(PlaceName.isElsewhere(text)).isTrue();
        assertThat(PlaceName.place(text)).hasToString(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos", "./dropbox:x", "C:/photos", "a", "/a:/b", "..", "Ordner: neu/a"})
    void everythingElseIsAFolder(String text) {
        assertThat(PlaceName.isElsewhere(text)).isFalse();
        assertThat(PlaceName.place(text).getScheme()).isEqualTo("file");
    }

    @Test
    void anObjectIsAFolderAndAName() {
        var object = PlaceName.object("onedrive:/a b/c#d.jpg");
        assertThat(object.place()).hasToString("onedrive:/a%20b/");
        assertThat(object.key()).isEqualTo("c#d.jpg");
        assertThat(PlaceName.object("s3://bucket/c.jpg").place()).hasToString("s3://bucket/");
        assertThat(PlaceName.object("x/y.jpg").key()).isEqualTo("y.jpg");
        assertThat(PlaceName.object("x/y.jpg").place().getPath()).endsWith("/x/");
        for (var folder : new String[] {"dropbox:/a/", "dropbox:/", "s3://bucket", "s3://bucket/"}) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> PlaceName.object(folder))
                    .withMessageContaining("is a folder");
        }
    }
}
