package dev.azulejo.api.upload;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.https.Look;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file in a place that the operator has named. All refusals are the same, so callers cannot find
/// out which files others have.
record StoredOrigin(Source place, StorageUri uri, String text) implements Origin {
    private static final byte[] UNREAD = {};

    @Override
    public String pointer() {
        return "/input/uri";
    }

    @Override
    public String shown() {
        return text;
    }

    @Override
    public String fileName() {
        return uri.key();
    }

    @Override
    public Look look() {
        return orNone(() -> {
            var version = place.version(uri.key());
            var stat = place.statVersion(uri.key(), version).orElseThrow(() -> none(null));
            return new Look(version, OptionalLong.of(stat.bytes()), stat.modified(), UNREAD);
        });
    }

    @Override
    public InputStream read(String version) {
        return orNone(() -> place.readVersion(uri.key(), version));
    }

    private static <T> T orNone(Supplier<T> read) {
        try {
            return read.get();
        } catch (NoSuchObject | StorageDenied | InvalidKey e) {
            throw none(e);
        }
    }

    /// The refusal for every reason.
    static StorageDenied none(@Nullable Throwable why) {
        return new StorageDenied("there is no such file in a place that you may have files read from", why);
    }
}
