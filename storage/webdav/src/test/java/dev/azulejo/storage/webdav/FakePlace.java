package dev.azulejo.storage.webdav;

import dev.azulejo.storage.Login;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.KeptConnections;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import dev.azulejo.storage.web.Persistence;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A place on a double. Waits for nothing.
final class FakePlace implements AutoCloseable {
    /// One for all tests: it takes longer to make than a test takes.
    private static final GuardedHttp HTTP = client(KeptConnections.NONE);

    /// The same with connections that are kept; each is asked for a millisecond whether it is still there.
    private static final GuardedHttp KEEPING = client(new KeptConnections(256, Duration.ofSeconds(1)));

    private static final Persistence WITHOUT_WAITING =
            new Persistence(6, Duration.ofMillis(1), Duration.ofMinutes(1), _ -> {});

    private final WireServer server;
    private final Optional<MemoryStorage> memory;
    private final GuardedHttp http;

    FakePlace(WireService service) {
        this(service, Optional.of(new MemoryStorage()));
    }

    FakePlace(WireService service, Optional<MemoryStorage> memory) {
        this(service, memory, HTTP);
    }

    private FakePlace(WireService service, Optional<MemoryStorage> memory, GuardedHttp http) {
        this.server = new WireServer(service);
        this.memory = memory;
        this.http = http;
    }

    static FakePlace keepingConnections(WireService service) {
        return new FakePlace(service, Optional.of(new MemoryStorage()), KEEPING);
    }

    private static GuardedHttp client(KeptConnections kept) {
        return new GuardedHttp(
                new AddressGuard(List.of(Network.parse("127.0.0.1"))),
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5)),
                kept);
    }

    WireServer server() {
        return server;
    }

    void follow(FaultScript script) {
        server.follow(script);
    }

    /// As another process would.
    WebDavStorage open(String folder) {
        return open(folder, DavFake.PASSWORD);
    }

    WebDavStorage open(String folder, String password) {
        var login = new Login(URI.create(server.address() + DavFake.ROOT), DavFake.USER, password);
        var settings = new StorageSettings(
                key -> "application/octet-stream", Optional.empty(), false, memory.map(its -> its), Optional.empty());
        return new WebDavStorage(WebDavProvider.client(login, http, WITHOUT_WAITING), folder, settings);
    }

    @Override
    public void close() {
        server.close();
    }
}
