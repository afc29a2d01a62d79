package dev.azulejo.integration.command;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Connections;
import dev.azulejo.storage.drives.dropbox.DropboxProvider;
import dev.azulejo.storage.drives.gdrive.GoogleDriveProvider;
import dev.azulejo.storage.drives.onedrive.OneDriveProvider;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.dropbox.DropboxFake;
import dev.azulejo.storage.testkit.wire.gdrive.GoogleDriveFake;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A drive on the wire, connected for the command, and looked at by a client of its own.
///
/// @param connection the command's
/// @param ours the test's own: where refresh tokens rotate, two cannot share one
/// @param servers to be ended
public record ConnectedDrive(DriveProvider provider, Connection connection, Connection ours, List<WireServer> servers)
        implements AutoCloseable {
    public static ConnectedDrive of(String scheme) {
        return switch (scheme) {
            case "dropbox" -> dropbox();
            case "onedrive" -> oneDrive();
            default -> googleDrive();
        };
    }

    private static ConnectedDrive dropbox() {
        var fake = new DropboxFake();
        var server = new WireServer(fake);
        var at = server.address();
        var both = connection(
                DropboxFake.APP_KEY,
                DropboxFake.REFRESH_TOKEN,
                "",
                Map.of(
                        DropboxProvider.API, at + "/api",
                        DropboxProvider.CONTENT, at + "/content",
                        DropboxProvider.NOTIFY, at + "/notify"));
        return new ConnectedDrive(new DropboxProvider(), both, both, List.of(server));
    }

    private static ConnectedDrive oneDrive() {
        var fake = new OneDriveFake();
        var api = new WireServer(fake);
        var content = new WireServer(fake);
        fake.serveContentAt(content.address());
        var addresses = Map.of(
                OneDriveProvider.GRAPH, api.address() + "/v1.0",
                OneDriveProvider.LOGIN, api.address(),
                OneDriveProvider.DRIVE, fake.driveId());
        return new ConnectedDrive(
                new OneDriveProvider(), granted(fake, addresses), granted(fake, addresses), List.of(api, content));
    }

    private static Connection granted(OneDriveFake fake, Map<String, String> addresses) {
        var grant = fake.connect();
        return connection("app", grant.refreshToken(), grant.accessToken(), addresses);
    }

    private static ConnectedDrive googleDrive() {
        var fake = new GoogleDriveFake();
        var server = new WireServer(fake);
        var both = connection(
                "app",
                fake.refreshToken(),
                "",
                Map.of(GoogleDriveProvider.API, server.address(), GoogleDriveProvider.LOGIN, server.address()));
        return new ConnectedDrive(new GoogleDriveProvider(), both, both, List.of(server));
    }

    private static Connection connection(String app, String refresh, String access, Map<String, String> addresses) {
        long expires = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
        return new Connection(app, "", refresh, access, access.isEmpty() ? 0 : expires, addresses);
    }

    public String scheme() {
        return provider.scheme();
    }

    /// As `azulejo storage connect` does it.
    void connect(Azulejo azulejo) {
        var folder = azulejo.home().resolve(".config/azulejo/connections");
        connect(connections(folder));
    }

    /// The same for others than the command.
    public void connect(Connections connections) {
        connections.keep(name(), connection);
    }

    private static Connections connections(Path folder) {
        return new Connections(
                new StoredSecrets(new FileStorage(folder, folder.resolve(".azulejo"), Durability.PROCESS_DEATH)));
    }

    private String name() {
        return provider.connectionOf(URI.create(scheme() + ":/"));
    }

    /// A folder of it, for the test itself. It shares no token with the command, and nothing that it remembers.
    public Storage folder(String name) {
        var secrets = new StoredSecrets(new MemoryStorage());
        new Connections(secrets).keep(name(), ours);
        var settings = StorageSettings.of(key -> key).forDrives(new MemoryStorage(), secrets);
        return (Storage) provider.open(URI.create("%s:/%s".formatted(scheme(), name)), settings);
    }

    public static void put(Storage folder, String key, byte[] bytes) {
        folder.write(key, bytes, Map.of(), Precondition.NONE);
    }

    public static TreeSet<String> keys(Storage folder) {
        try (var stats = folder.list("")) {
            var keys = new TreeSet<String>();
            stats.map(ObjectStat::key).forEach(key -> {
                if (!keys.add(key)) {
                    throw new AssertionError(key + " is there twice");
                }
            });
            return keys;
        }
    }

    @Override
    public void close() {
        servers.forEach(WireServer::close);
    }
}
