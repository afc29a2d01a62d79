package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.dropbox.DropboxFake;
import dev.azulejo.storage.web.Persistence;
import java.time.Duration;
import java.util.List;

/// A double of Dropbox behind a server, and our client before it, which does not wait.
final class DropboxWorld implements AutoCloseable {
    static final String ROOT = "/Apps/Photos";
    static final Persistence WITHOUT_WAITING =
            new Persistence(8, Duration.ofMillis(1), Duration.ofMinutes(1), time -> {});

    /// One for all tests: to make it takes longer than most of them.
    private static final GuardedHttp HTTP = new GuardedHttp(
            new AddressGuard(List.of(Network.parse("127.0.0.0/8"))),
            new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5)));

    final DropboxFake fake = new DropboxFake();
    final WireServer server = new WireServer(fake);

    /// Another client of the same, as another process has one.
    DropboxService service(int chunkBytes) {
        return service(ROOT, chunkBytes);
    }

    DropboxService service(String root, int chunkBytes) {
        return service(root, chunkBytes, WITHOUT_WAITING, false);
    }

    DropboxService service(String root, int chunkBytes, Persistence persistence, boolean isTokenKept) {
        var tokens = isTokenKept ? AccessTokens.of(fake.freshToken()) : new Tokens();
        return new DropboxService(
                new DriveHttp("Dropbox", HTTP, tokens, persistence), hosts(server.address()), root, chunkBytes);
    }

    static DropboxHosts hosts(String address) {
        return new DropboxHosts(address + "/api", address + "/content", address + "/notify");
    }

    private final class Tokens implements AccessTokens {
        private String current = fake.freshToken(); // guarded by this

        @Override
        public synchronized String current() {
            return current;
        }

        @Override
        public synchronized String renewed(String stale) {
            if (current.equals(stale)) {
                current = fake.freshToken();
            }
            return current;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
