package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.drives.Persistence;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.gdrive.GoogleDriveFake;
import java.time.Duration;
import java.util.List;

/// A fake drive, its server, and any number of clients, which wait for nothing.
final class DriveOnTheWire implements AutoCloseable {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

    final GoogleDriveFake fake;
    final WireServer server;
    private final Storage side = new MemoryStorage();
    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Network.parse("127.0.0.0/8"))), PATIENCE);

    DriveOnTheWire() {
        this(1000);
    }

    /// @param pageSize of listings
    DriveOnTheWire(int pageSize) {
        fake = new GoogleDriveFake(pageSize);
        server = new WireServer(fake);
    }

    GoogleDriveService service() {
        return service("root", "");
    }

    /// One that remembers nothing of what others have seen, as another process.
    GoogleDriveService service(String top, String folder) {
        var persistence = new Persistence(8, Duration.ofMillis(1), Duration.ofMinutes(5), _ -> {});
        return new GoogleDriveService(
                new DriveHttp("Google Drive", http, new Renewing(), persistence), server.address(), top, folder);
    }

    DriveStorage storage() {
        return new DriveStorage(service(), side, "gdrive");
    }

    private final class Renewing implements AccessTokens {
        private String token = fake.token(); // guarded by this

        @Override
        public synchronized String current() {
            return token;
        }

        @Override
        public synchronized String renewed(String stale) {
            if (token.equals(stale)) {
                token = fake.token();
            }
            return token;
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
