package dev.azulejo.storage.drives;

import dev.azulejo.storage.ConnectedPlace;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Connections;
import dev.azulejo.storage.drives.connect.OAuthService;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.KeptConnections;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.SharedPause;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens folders of drives: `dropbox:/photos` of the drive that was connected without a name,
/// `dropbox://shop/photos` of the one called `shop`.
public abstract class DriveProvider implements StorageProvider {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofHours(1));

    /// By the name of a connection: two folders of one account are one service.
    private final Map<String, SharedPause> pauses = new ConcurrentHashMap<>();

    public abstract String title();

    /// The service's addresses for connecting a drive.
    ///
    /// @param addresses of a connection, where they differ from the service's usual ones
    public abstract OAuthService oauth(Map<String, String> addresses);

    /// @param folder below which all paths lie, empty for the whole drive
    protected abstract DriveService service(DriveHttp http, Map<String, String> addresses, String folder);

    @Override
    public Source open(URI place, StorageSettings settings) {
        var memory = settings.memory();
        var secrets = settings.secrets();
        if (memory.isEmpty() || secrets.isEmpty()) {
            throw new StorageDenied("%s cannot be used here".formatted(place), null);
        }
        var connections = new Connections(secrets.get());
        var where = ConnectedPlace.of(place);
        var name = where.connection();
        var connection = connections
                .find(name)
                .orElseThrow(() -> new StorageDenied(
                        "%s is not connected; run ./azulejo storage connect %s".formatted(place, scheme()), null));
        var http = http(connection);
        var tokens = connections.tokens(name, title(), oauth(connection.addresses()), http);
        var drive = new DriveHttp(
                title(), http, tokens, Persistence.USUAL, pauses.computeIfAbsent(name, _ -> new SharedPause()));
        return new DriveStorage(
                service(drive, connection.addresses(), where.folder()),
                memory.get(),
                "%s %s".formatted(name, where.folder()));
    }

    /// The client for a connection. It may use addresses of this machine that the connection names.
    public static GuardedHttp http(Connection connection) {
        return GuardedHttp.ofOwner(
                new AddressGuard(loopback(connection.addresses().values())), PATIENCE, KeptConnections.FOR_ONE_HOST);
    }

    private static List<Network> loopback(Collection<String> addresses) {
        var isLocal = addresses.stream().map(URI::create).anyMatch(address -> "127.0.0.1".equals(address.getHost()));
        return isLocal ? List.of(Network.parse("127.0.0.0/8")) : List.of();
    }
}
