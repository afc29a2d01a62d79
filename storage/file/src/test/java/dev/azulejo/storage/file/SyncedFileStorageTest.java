package dev.azulejo.storage.file;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Commits that several threads make at once wait for the disk together.
class SyncedFileStorageTest extends JobStorageContract {
    @TempDir
    Path root;

    @TempDir
    Path side;

    @Override
    public JobStorage emptyStorage() {
        return new FileStorage(root, side, Durability.SYNCED);
    }
}
