package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;

class MemoryStorageTest extends JobStorageContract {
    @Override
    public JobStorage emptyStorage() {
        return new MemoryStorage();
    }
}
