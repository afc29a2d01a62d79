package dev.azulejo.core.job;

import dev.azulejo.storage.StorageUri;

/// The bytes to enhance: where they lie and which version of them. Replacing the object never changes this job.
public record SourceRef(StorageUri uri, String version, long bytes) {}
