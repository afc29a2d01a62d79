package dev.azulejo.storage.testkit;

import dev.azulejo.storage.Storage;

/// Provides an empty place for the contract of storages.
public interface EmptyStorage extends EmptySource {
    /// Makes a storage without objects, another for each test.
    Storage emptyStorage();

    @Override
    default Filled emptySource() {
        return Stored.filled(emptyStorage());
    }

    /// The size of the largest object in the tests. A provider behind a slow wire may choose less.
    default int largeBytes() {
        return 20 << 20;
    }

    /// Whether folders stay when they are empty, so no object can have their name.
    default boolean leavesFolders() {
        return false;
    }
}
