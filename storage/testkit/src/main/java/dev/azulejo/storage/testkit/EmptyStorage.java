package dev.azulejo.storage.testkit;

import dev.azulejo.storage.Storage;

/// What the contract is tried on.
public interface EmptyStorage extends EmptySource {
    /// A storage without objects, another for each test.
    Storage emptyStorage();

    @Override
    default Filled emptySource() {
        return Stored.filled(emptyStorage());
    }

    /// The size of the largest object that is tried. A provider behind a slow wire may choose less.
    default int largeBytes() {
        return 20 << 20;
    }

    /// Whether folders stay when what was in them is gone, so that no object can have their name.
    default boolean leavesFolders() {
        return false;
    }
}
