package dev.azulejo.core.job;

import dev.azulejo.storage.StorageUri;

/// The bytes to enhance: where they lie and which version of them. Replacing the object never changes this job.
///
/// @param bytes their length, as far as it is known; 0 when they are gone
public record SourceRef(StorageUri uri, String version, long bytes) {
    /// The version of a source of which no version is known, because it was gone before anybody looked.
    public static final String NO_VERSION = "none";

    public boolean hasVersion() {
        return !version.equals(NO_VERSION);
    }
}
