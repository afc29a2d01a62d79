package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.storage.ConnectedPlace;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Login;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private final StoredSecrets secrets = new StoredSecrets(new MemoryStorage());
    private final StorageSettings settings =
            StorageSettings.of(key -> "application/octet-stream").forDrives(new MemoryStorage(), secrets);

    @Test
    void isFoundWhereItWasKept() {
        var first = new Login(URI.create("https://a.example/dav/"), "ana", "pass word ü=1");
        var second = new Login(URI.create("https://b.example/"), "bo", "");
        first.keep("webdav/default", secrets);
        second.keep("webdav/shop", secrets);
        assertThat(Login.of(URI.create("webdav:/photos"), settings)).isEqualTo(first);
        assertThat(Login.of(URI.create("webdav://shop/photos"), settings)).isEqualTo(second);
        second.keep("webdav/default", secrets);
        assertThat(Login.of(URI.create("webdav:/"), settings)).isEqualTo(second);
        assertThat(first.toString()).doesNotContain("pass").doesNotContain("ana");
    }

    @Test
    void whoIsNotConnectedHearsWhatToDo() {
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> Login.of(URI.create("webdav:/photos"), settings))
                .withMessageContaining("./azulejo storage connect webdav");
        assertThat(secrets.replace("webdav/default", secrets.find("webdav/default"), "damaged"))
                .isTrue();
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> Login.of(URI.create("webdav:/photos"), settings))
                .withMessageContaining("connect it again");
    }

    @Test
    void aLineBreakIsNoPartOfIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Login(URI.create("https://a.example"), "a\nb", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Login(URI.create("https://a.example"), "a", "b\nc"));
    }

    @ParameterizedTest
    @CsvSource({"x:/,x/default,''", "x:/a/b/,x/default,a/b", "x://shop,x/shop,''", "x://shop/a%20b,x/shop,a b"})
    void placesAreRead(URI place, String connection, String folder) {
        assertThat(ConnectedPlace.of(place)).isEqualTo(new ConnectedPlace(connection, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:a", "x:/a?b=c", "x:/a#b"})
    void otherPlacesAreRefused(URI place) {
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> ConnectedPlace.of(place))
                .withMessageContaining("scheme:/folder");
    }

    @Test
    void aFolderIsAKey() {
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> ConnectedPlace.of(URI.create("x:/a/../b")));
    }
}
