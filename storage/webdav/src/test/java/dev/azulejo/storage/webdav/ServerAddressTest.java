package dev.azulejo.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.Login;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.WireServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static ServerAddress address(String server) {
        return ServerAddress.of(new Login(URI.create(server), "me", "secret-word"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/dav",
                "http://192.168.1.5/dav/",
                "http://[fd12::1]:5005",
                "https://10.0.0.2"
            })
    void speaksToTheOneAddressThatTheOwnerHasNamed(String server) {
        var host = URI.create(server).getHost().replaceAll("[\\[\\]]", "");
        assertThat(address(server).guard()).isEqualTo(new AddressGuard(List.of(Network.parse(host))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cloud.example.com/dav",
                "http://localhost:8080/",
                "http://nas.local/",
                "http://8.8.8.8/",
                "http://[2001:db8::1]/",
                "http://127.1/",
                "http://0x7f.0.0.1/",
                "ftp://127.0.0.1/",
                "https://me:secret-word@cloud.example.com/",
                "https://cloud.example.com/?a=b",
                "https://cloud.example.com/#a",
                "https://cloud.example.com/%ff"
            })
    void sendsNoPasswordElsewhere(String server) {
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> address(server))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-word"));
    }

    @Test
    void aNameMayLeadIntoANetworkOfOnesOwnByTls() {
        var address = address("https://cloud.example.com/remote.php/dav/files/m%C3%A9");
        assertThat(address.root()).isEqualTo(new DavPath(List.of("remote.php", "dav", "files", "mé")));
        assertThat(address.guard().allowed()).contains(Network.parse("192.168.0.0/16"));
        assertThat(address("https://8.8.8.8/").guard()).isEqualTo(AddressGuard.PUBLIC_ONLY);
    }

    @Test
    void aPlaceIsOpenedAsItWasConnected() {
        var secrets = new StoredSecrets(new MemoryStorage());
        var settings = StorageSettings.of(key -> "image/png").forDrives(new MemoryStorage(), secrets);
        var provider = new WebDavProvider();
        assertThat(provider.scheme()).isEqualTo("webdav");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> provider.open(URI.create("webdav:/photos"), settings))
                .withMessageContaining("storage connect webdav");
        new Login(URI.create("https://cloud.example.com/dav/"), "me", "x").keep("webdav/default", secrets);
        assertThat(provider.open(URI.create("webdav:/photos"), settings)).isInstanceOf(WebDavStorage.class);
        new Login(URI.create("https://cloud.example.com/dav/"), "m:e", "x").keep("webdav/default", secrets);
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> provider.open(URI.create("webdav:/photos"), settings));
    }

    @Test
    void aPlaceAsksOverConnectionsThatStayOpen() {
        try (var server = new WireServer(new DavFake())) {
            var secrets = new StoredSecrets(new MemoryStorage());
            var settings = StorageSettings.of(key -> "image/png").forDrives(new MemoryStorage(), secrets);
            new Login(URI.create(server.address() + DavFake.ROOT), DavFake.USER, DavFake.PASSWORD)
                    .keep("webdav/default", secrets);
            var place = new WebDavProvider().open(URI.create("webdav:/photos"), settings);
            for (int time = 0; time < 5; time++) {
                assertThat(place.stat("cat.png")).isEmpty();
            }
            assertThat(server.connections()).isLessThan(server.requests().size());
        }
    }
}
