package dev.azulejo.api.upload;

import dev.azulejo.api.port.Web;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Look;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.https.WebAddress;
import dev.azulejo.storage.https.WebFile;
import dev.azulejo.storage.https.WebLimits;
import java.io.InputStream;
import java.time.Duration;

/// Reads from the public internet, and from networks that the operator has named.
public final class GuardedWeb implements Web {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(15));

    private final GuardedHttp http;
    private final WebLimits limits;
    private final WebLimits limitsOfALook;

    /// @param mostBytes largest file
    /// @param longestLook longest time for the first bytes, as a caller waits
    public GuardedWeb(AddressGuard guard, long mostBytes, Duration longestLook) {
        http = new GuardedHttp(guard, PATIENCE);
        limits = new WebLimits(mostBytes, PATIENCE.total(), 8, PAUSE);
        limitsOfALook = new WebLimits(mostBytes, longestLook, 2, PAUSE);
    }

    @Override
    public Look look(WebAddress address) {
        return new WebFile(http, address, limitsOfALook).look();
    }

    @Override
    public InputStream read(WebAddress address, String version) {
        return new WebFile(http, address, limits).read(version);
    }
}
