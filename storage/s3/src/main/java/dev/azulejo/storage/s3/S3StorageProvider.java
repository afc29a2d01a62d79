package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/// Opens `s3://bucket` and `s3://bucket/prefix/`. The kind of server follows from the SDK's settings (see
/// [S3Clients]), unless `s3://bucket/?profile=compatible` or `?profile=aws` states it ([S3Profile]).
/// Thread-safe; a client is built with the first place that needs it, and all later ones share it.
public final class S3StorageProvider implements StorageProvider {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]+");
    private static final String FORM = "an S3 place is s3://bucket or s3://bucket/prefix/, and may end in"
            + " ?profile=aws or ?profile=compatible; got %s";

    private final Map<Optional<S3Profile>, S3Client> clients = new ConcurrentHashMap<>();

    @Override
    public String scheme() {
        return "s3";
    }

    /// @throws IllegalArgumentException when `place` is not of this form
    /// @throws dev.azulejo.storage.StorageDenied when the SDK finds no region
    @Override
    public S3Storage open(URI place, StorageSettings settings) {
        var bucket = place.getAuthority();
        if (!scheme().equals(place.getScheme())
                || bucket == null
                || !BUCKET.matcher(bucket).matches()
                || place.getFragment() != null) {
            throw new IllegalArgumentException(FORM.formatted(place));
        }
        var profile = profile(place);
        var path = place.getPath().replaceFirst("^/", "");
        var prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        return new S3Storage(
                clients.computeIfAbsent(
                        profile, asked -> asked.map(S3Clients::create).orElseGet(S3Clients::create)),
                bucket,
                prefix,
                settings.mediaTypes());
    }

    private static Optional<S3Profile> profile(URI place) {
        if (place.getQuery() == null) {
            return Optional.empty();
        }
        for (var profile : S3Profile.values()) {
            if (place.getQuery().equals("profile=" + profile.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(profile);
            }
        }
        throw new IllegalArgumentException(FORM.formatted(place));
    }
}
