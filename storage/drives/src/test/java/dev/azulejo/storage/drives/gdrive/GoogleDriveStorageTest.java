package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.ResumableContract;
import dev.azulejo.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The whole contract over HTTP, in pages of five.
class GoogleDriveStorageTest extends StorageContract implements ResumableContract {
    private final List<DriveOnTheWire> drives = new ArrayList<>();

    @Override
    public DriveStorage emptyStorage() {
        var drive = new DriveOnTheWire(5);
        drives.add(drive);
        return drive.storageInSmallChunks();
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 4 * DriveOnTheWire.SMALLEST_CHUNK + 300_001;
    }

    @AfterEach
    void end() {
        drives.forEach(DriveOnTheWire::close);
    }
}
