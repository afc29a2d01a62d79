package dev.azulejo.storage;

import java.net.URI;

/// Opens places of one scheme. Found by `ServiceLoader`, so that a provider is added by adding its jar; [StorageRouter]
/// asks it.
public interface StorageProvider {
    /// The scheme of the places it opens, such as `file` or `s3`.
    String scheme();

    /// What the place can be: a [Source], a [Storage] or a [JobStorage].
    ///
    /// @throws StorageDenied when the place may not be used
    Source open(URI place, StorageSettings settings);
}
