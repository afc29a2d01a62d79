package dev.azulejo.storage;

import java.net.URI;

/// Opens places of one scheme. It is found by `ServiceLoader`, so adding its jar adds the provider;
/// [StorageRouter] calls it.
public interface StorageProvider {
    /// The scheme of the places it opens, such as `file` or `s3`.
    String scheme();

    /// Opens the place as the most it can be: a [Source], a [Storage] or a [JobStorage].
    ///
    /// @throws StorageDenied when the place may not be used
    Source open(URI place, StorageSettings settings);
}
