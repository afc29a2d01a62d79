package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;

/// What the contract of places for jobs is tried on.
public interface EmptyJobStorage extends EmptyStorage {
    @Override
    JobStorage emptyStorage();
}
