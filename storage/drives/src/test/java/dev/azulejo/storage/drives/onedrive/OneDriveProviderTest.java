package dev.azulejo.storage.drives.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Connections;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneDriveProviderTest {
    private final StoredSecrets secrets = new StoredSecrets(new MemoryStorage());

    private Storage opened(String place) {
        var settings = StorageSettings.of(key -> "image/png").forDrives(new MemoryStorage(), secrets);
        return new StorageRouter(settings, new OneDriveProvider()).storage(URI.create(place));
    }

    private void connect(DriveOnTheWire drive, String name, Map<String, String> more) {
        var addresses = new HashMap<>(more);
        addresses.put(OneDriveProvider.GRAPH, drive.api.address() + "/v1.0");
        addresses.put(OneDriveProvider.LOGIN, drive.api.address() + "/common");
        var refresh = drive.fake.connect().refreshToken();
        new Connections(secrets).keep(name, new Connection("app", "", refresh, "", 0, addresses));
    }

    /// The token address of the fake takes a refresh token once.
    @Test
    void opensAFolderByItsAddressWithTokensThatRotate() {
        try (var drive = new DriveOnTheWire()) {
            connect(drive, "onedrive/default", Map.of());
            var storage = opened("onedrive:/in/new");
            for (int round = 0; round < 3; round++) {
                assertThat(storage.write("a" + round, new byte[] {1}, Map.of(), Precondition.ABSENT))
                        .isTrue();
                drive.api.requests().forEach(request -> request.token().ifPresent(drive.fake::expire));
            }

            assertThat(drive.fake.paths()).containsExactly("in/new/a0", "in/new/a1", "in/new/a2");
            assertThat(opened("onedrive:/in").readAll("new/a2")).containsExactly(1);
        }
    }

    @Test
    void opensADriveByItsId() {
        try (var drive = new DriveOnTheWire()) {
            connect(drive, "onedrive/library", Map.of(OneDriveProvider.DRIVE, drive.fake.driveId()));
            connect(drive, "onedrive/another", Map.of(OneDriveProvider.DRIVE, "b!another"));
            drive.fake.put("a", new byte[] {1});

            assertThat(opened("onedrive://library/").exists("a")).isTrue();
            assertThat(opened("onedrive://another/").exists("a")).isFalse();
            assertThatThrownBy(() -> opened("onedrive:/")).isInstanceOf(StorageDenied.class);
        }
    }

    @Test
    void asksForNoMoreThanItNeeds() {
        var provider = new OneDriveProvider();
        assertThat(provider.oauth(Map.of()).scopes()).isEqualTo(List.of("Files.ReadWrite", "offline_access"));
        assertThat(provider.oauth(Map.of(OneDriveProvider.DRIVE, "b!x")).scopes())
                .isEqualTo(List.of("Files.ReadWrite.All", "offline_access"));
        assertThat(provider.oauth(Map.of(OneDriveProvider.LOGIN, "https://login.microsoftonline.us/common"))
                        .token())
                .isEqualTo("https://login.microsoftonline.us/common/oauth2/v2.0/token");
    }
}
