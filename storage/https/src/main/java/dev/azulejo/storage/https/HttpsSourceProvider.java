package dev.azulejo.storage.https;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.time.Duration;

/// Opens `https://host/folder/`, read-only, on the public internet alone.
public final class HttpsSourceProvider implements StorageProvider {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofHours(1));
    private static final WebLimits LIMITS = new WebLimits(Long.MAX_VALUE, PATIENCE.total(), 8, Duration.ofMillis(500));

    private final GuardedHttp http = new GuardedHttp(AddressGuard.PUBLIC_ONLY, PATIENCE);

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public Source open(URI place, StorageSettings settings) {
        try {
            return new HttpsSource(http, WebAddress.parse(place.toString()), LIMITS);
        } catch (RefusedAddress e) {
            throw e.failure();
        }
    }
}
