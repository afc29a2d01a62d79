package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.ResumableContract;
import dev.azulejo.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// The whole contract, over the wire.
class OneDriveStorageTest extends StorageContract implements ResumableContract {
    private static final String BESIDE_SMALL_B = "B"; // the same name, to OneDrive
    private static final Set<String> REFUSED = Set.of(
            BESIDE_SMALL_B,
            " ",
            " space",
            "a ",
            "a..",
            "...",
            "*",
            "a:b",
            "C:/a",
            "a\"b'c",
            "<a>|b",
            "CON",
            "a#b?c=d&e",
            "~a/b");

    private final List<DriveOnTheWire> drives = new ArrayList<>();

    @Override
    public DriveStorage emptyStorage() {
        var drive = new DriveOnTheWire();
        drives.add(drive);
        return new DriveStorage(drive.service("Pictures/50% #in"), new MemoryStorage(), "onedrive");
    }

    @AfterEach
    void end() {
        drives.forEach(DriveOnTheWire::close);
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    /// Names that Microsoft's page refuses, and paths of more than 400 characters.
    @Override
    public boolean takes(String key) {
        return !REFUSED.contains(key) && key.length() < 400;
    }

    @Override
    public int largeBytes() {
        return 3 * DriveOnTheWire.CHUNK + 5;
    }
}
