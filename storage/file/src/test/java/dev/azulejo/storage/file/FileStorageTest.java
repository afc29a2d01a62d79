package dev.azulejo.storage.file;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest extends JobStorageContract {
    @TempDir
    Path root;

    @Override
    public JobStorage emptyStorage() {
        return new FileStorage(root);
    }
}
