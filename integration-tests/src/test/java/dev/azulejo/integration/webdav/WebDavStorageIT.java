package dev.azulejo.integration.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Login;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.StorageContract;
import dev.azulejo.storage.transfer.PlaceTrial;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// [dev.azulejo.storage.webdav.WebDavStorage] keeps the contract on WsgiDAV: found by its scheme, as the command does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebDavStorageIT extends StorageContract {
    private static final AtomicInteger PLACES = new AtomicInteger();

    @AutoClose
    private WsgiDav server;

    @BeforeAll
    void start(@TempDir Path state) {
        server = WsgiDav.start(state);
    }

    @Override
    public Storage emptyStorage() {
        var secrets = new StoredSecrets(new MemoryStorage());
        new Login(server.address(), WsgiDav.USER, WsgiDav.PASSWORD).keep("webdav/default", secrets);
        var settings = StorageSettings.of(key -> "image/png").forDrives(new MemoryStorage(), secrets);
        return new StorageRouter(settings).storage(URI.create("webdav:/place-%d".formatted(PLACES.incrementAndGet())));
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    /// WsgiDAV decodes where to move to before it takes that apart, and would store it as `a#b`.
    @Override
    public boolean takes(String key) {
        return !key.contains("?");
    }

    @Test
    void standsTheTrial() {
        assertThat(PlaceTrial.of(emptyStorage())).hasSizeGreaterThan(5).allMatch(PlaceTrial.Step::isFine);
    }
}
