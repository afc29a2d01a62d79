package dev.azulejo.simulator.place;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.time.Instant;

class DirectoryTest extends JobStorageContract {
    @Override
    public JobStorage emptyStorage() {
        return Shelf.directory(Instant::now);
    }
}
