package dev.azulejo.storage;

import java.net.URI;

/// Opens places of one scheme. Found by `ServiceLoader`, so that a provider is added by adding its jar.
public interface StorageProvider {
    /// The scheme of the places it opens, such as `file` or `s3`.
    String scheme();

    /// @throws StorageDenied when the place may not be used
    Storage open(URI place);
}
