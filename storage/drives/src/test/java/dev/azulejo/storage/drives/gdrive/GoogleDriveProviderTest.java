package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

class GoogleDriveProviderTest {
    private final StoredSecrets secrets = new StoredSecrets(new MemoryStorage());

    private Storage opened(String place) {
        var settings = StorageSettings.of(key -> "image/png").forDrives(new MemoryStorage(), secrets);
        return new StorageRouter(settings, new GoogleDriveProvider()).storage(URI.create(place));
    }

    private void connect(DriveOnTheWire drive, String name, Map<String, String> more) {
        var addresses = new HashMap<>(more);
        addresses.put(GoogleDriveProvider.API, drive.server.address());
        addresses.put(GoogleDriveProvider.LOGIN, drive.server.address());
        new Connections(secrets).keep(name, new Connection("app", "", drive.fake.refreshToken(), "", 0, addresses));
    }

    @Test
    void opensAFolderByItsPathWithTokensThatExpire() {
        try (var drive = new DriveOnTheWire()) {
            connect(drive, "gdrive/default", Map.of());
            var storage = opened("gdrive:/in/new");
            for (int round = 0; round < 3; round++) {
                assertThat(storage.write("a" + round, new byte[] {1}, Map.of(), Precondition.ABSENT))
                        .isTrue();
                drive.server.requests().forEach(request -> request.token().ifPresent(drive.fake::expire));
            }
            assertThat(drive.fake.names()).containsExactly("a0", "a1", "a2", "in", "new");
            assertThat(opened("gdrive:/in").readAll("new/a2")).containsExactly(1);
        }
    }

    @Test
    void opensAFolderByItsId() {
        try (var drive = new DriveOnTheWire()) {
            var folder = drive.fake.folder("root", "shared");
            connect(drive, "gdrive/shared", Map.of(GoogleDriveProvider.FOLDER, folder));
            var storage = opened("gdrive://shared/");
            storage.write("a", new byte[] {1}, Map.of(), Precondition.NONE);
            assertThat(drive.fake.count(folder, "a")).isEqualTo(1);
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> opened("gdrive:/"))
                    .withMessageContaining("not connected");
        }
    }

    @Test
    void aDriveThatItsOwnerTookBackIsDenied() {
        try (var drive = new DriveOnTheWire()) {
            connect(drive, "gdrive/default", Map.of());
            var storage = opened("gdrive:/");
            assertThat(storage.exists("a")).isFalse();
            drive.fake.revoke();
            assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> storage.exists("a"));
        }
    }

    @Test
    void asksForFilesAloneAndForATokenThatLasts() {
        var oauth = new GoogleDriveProvider().oauth(Map.of());
        assertThat(oauth.scopes()).isEqualTo(List.of("https://www.googleapis.com/auth/drive"));
        assertThat(oauth.extras()).containsEntry("access_type", "offline");
        assertThat(oauth.token()).isEqualTo("https://oauth2.googleapis.com/token");
    }
}
