package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;

/// What every [JobStorage] promises beyond [StorageContract].
public abstract class JobStorageContract extends StorageContract implements CompetitionContract, ComposeContract {

    @Override
    public abstract JobStorage emptyStorage();
}
