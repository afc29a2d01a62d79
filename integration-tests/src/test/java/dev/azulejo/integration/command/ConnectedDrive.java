package dev.azulejo.integration.command;

import dev.azulejo.storage.ConnectedPlace;
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
import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.dropbox.DropboxFake;
import dev.azulejo.storage.testkit.wire.gdrive.GoogleDriveFake;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A drive on the wire, connected for the command, and looked at by a client of its own.
///
/// @param connection the command's
/// @param ours the test's own: where refresh tokens rotate, two cannot share one
/// @param servers to be ended
public record ConnectedDrive(DriveProvider provider, Connection connection, Connection ours, List<WireServer> servers)
        implements AutoCloseable {
    private static final int PAGE = 3;
    private static final int GOOGLES_PAGE = 1000;

    public static ConnectedDrive of(String scheme) {
        return of(scheme, ByteStore.inMemory(), UnaryOperator.identity());
    }

    /// @param store where the bytes of files are
    /// @param front where the command finds the server to which uploads go, whose address it is told
    static ConnectedDrive of(String scheme, ByteStore store, UnaryOperator<String> front) {
        return switch (scheme) {
            case "dropbox" -> dropbox(store, front);
            case "onedrive" -> oneDrive(store, front);
            default -> googleDrive(store, front);
        };
    }

    private static ConnectedDrive dropbox(ByteStore store, UnaryOperator<String> front) {
        var server = new WireServer(new DropboxFake(PAGE, store));
        return new ConnectedDrive(
                new DropboxProvider(),
                dropbox(front.apply(server.address())),
                dropbox(server.address()),
                List.of(server));
    }

    private static Connection dropbox(String at) {
        return connection(
                DropboxFake.APP_KEY,
                DropboxFake.REFRESH_TOKEN,
                "",
                Map.of(
                        DropboxProvider.API, at + "/api",
                        DropboxProvider.CONTENT, at + "/content",
                        DropboxProvider.NOTIFY, at + "/notify"));
    }

    private static ConnectedDrive oneDrive(ByteStore store, UnaryOperator<String> front) {
        var fake = new OneDriveFake(OneDriveFake.Manner.USUAL, InstantSource.system(), store);
        var api = new WireServer(fake);
        var content = new WireServer(fake);
        fake.serveContentAt(front.apply(content.address()));
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

    private static ConnectedDrive googleDrive(ByteStore store, UnaryOperator<String> front) {
        var fake = new GoogleDriveFake(GOOGLES_PAGE, store);
        var server = new WireServer(fake);
        return new ConnectedDrive(
                new GoogleDriveProvider(),
                googleDrive(fake, front.apply(server.address())),
                googleDrive(fake, server.address()),
                List.of(server));
    }

    private static Connection googleDrive(GoogleDriveFake fake, String at) {
        return connection(
                "app", fake.refreshToken(), "", Map.of(GoogleDriveProvider.API, at, GoogleDriveProvider.LOGIN, at));
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
        return ConnectedPlace.of(URI.create(scheme() + ":/")).connection();
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
