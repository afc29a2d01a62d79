package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;

/// Tests the promises of every [JobStorage] beyond [StorageContract].
public abstract class JobStorageContract extends StorageContract implements CompetitionContract, ComposeContract {

    @Override
    public abstract JobStorage emptyStorage();
}
