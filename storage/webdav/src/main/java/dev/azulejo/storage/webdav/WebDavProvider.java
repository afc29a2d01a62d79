package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ConnectedPlace;
import dev.azulejo.storage.Login;
import dev.azulejo.storage.LoginProvider;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.KeptConnections;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.web.Persistence;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Opens `webdav:/folder`, below the address that its owner has connected.
public final class WebDavProvider implements LoginProvider {
    /// The time limits: some servers take minutes to store a large file.
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofHours(6));

    @Override
    public String scheme() {
        return "webdav";
    }

    @Override
    public String title() {
        return "WebDAV";
    }

    @Override
    public Storage open(URI place, StorageSettings settings) {
        var login = Login.of(place, settings);
        var folder = ConnectedPlace.of(place).folder();
        var http = GuardedHttp.ofOwner(ServerAddress.of(login).guard(), PATIENCE, KeptConnections.FOR_ONE_HOST);
        return new WebDavStorage(client(login, http, Wire.USUAL), folder, settings);
    }

    static DavClient client(Login login, GuardedHttp http, Persistence persistence) {
        var server = ServerAddress.of(login);
        return new DavClient(new Wire(http, server.url(), basic(login), persistence), server.root());
    }

    /// The header for basic authentication (RFC 7617).
    private static String basic(Login login) {
        if (login.user().contains(":")) {
            throw new StorageDenied("a user's name has no colon; connect again", null);
        }
        var text = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
