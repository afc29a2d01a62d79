package dev.azulejo.storage.drives;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.StorageContract;

/// A drive that must know the length of each upload.
class SpooledDriveStorageTest extends StorageContract {
    @Override
    public Storage emptyStorage() {
        return new DriveStorage(new MemoryDrive(true, 1000), new MemoryStorage(), "memory");
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 200_001;
    }
}
