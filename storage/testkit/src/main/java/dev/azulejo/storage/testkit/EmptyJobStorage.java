package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;

/// Provides an empty place for the contract of job storages.
public interface EmptyJobStorage extends EmptyStorage {
    @Override
    JobStorage emptyStorage();
}
