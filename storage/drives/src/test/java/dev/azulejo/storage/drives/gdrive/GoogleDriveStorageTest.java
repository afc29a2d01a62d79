package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The whole contract over HTTP, in pages of five.
class GoogleDriveStorageTest extends StorageContract {
    private final List<DriveOnTheWire> drives = new ArrayList<>();

    @Override
    public Storage emptyStorage() {
        var drive = new DriveOnTheWire(5);
        drives.add(drive);
        return drive.storage();
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return (10 << 20) + 300_001; // more than a chunk
    }

    @AfterEach
    void end() {
        drives.forEach(DriveOnTheWire::close);
    }
}
