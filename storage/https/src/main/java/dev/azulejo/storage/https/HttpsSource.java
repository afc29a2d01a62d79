package dev.azulejo.storage.https;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The files under one address on the web. A key is a path below it, written as `%XX` where a URL must not
/// have a character as it is; addresses with a query are no keys and are read by [WebFile].
public final class HttpsSource implements Source {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    private final GuardedHttp http;
    private final String place;
    private final WebLimits limits;

    /// @param place such as `https://example.com/photos/`
    public HttpsSource(GuardedHttp http, WebAddress place, WebLimits limits) {
        if (!place.text().endsWith("/") || place.text().contains("?")) {
            throw new StorageDenied("%s is not a place: its address must end in /".formatted(place), null);
        }
        this.http = http;
        this.place = place.text();
        this.limits = limits;
    }

    @Override
    public InputStream read(String key) {
        return of(key, () -> {
            var file = file(key);
            return file.read(file.look().version());
        });
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return of(key, () -> file(key).read(version));
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return of(key, () -> file(key).range(offset, length));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        try {
            return of(key, () -> {
                var file = file(key);
                var look = file.look();
                return Optional.of(new ObjectStat(key, file.size(look), look.modified(), look.version(), Map.of()));
            });
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    @Override
    public String version(String key) {
        return of(key, () -> file(key).look().version());
    }

    private WebFile file(String key) {
        try {
            return new WebFile(http, WebAddress.parse(place + encoded(Keys.checked(key))), limits);
        } catch (RefusedAddress e) {
            throw e.failure();
        }
    }

    private static String encoded(String key) {
        var text = new StringBuilder();
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                text.append((char) octet);
            } else {
                text.append("%%%02X".formatted(octet));
            }
        }
        return text.toString();
    }

    /// Adds the key to failures.
    private static <T> T of(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (StorageFailure e) {
            var message = "%s: %s".formatted(key, e.getMessage());
            throw switch (e) {
                case NoSuchObject _ -> new NoSuchObject(message, e);
                case StorageDenied _ -> new StorageDenied(message, e);
                case StorageUnavailable _ -> new StorageUnavailable(message, e);
                default -> e;
            };
        }
    }
}
