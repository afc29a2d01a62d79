package dev.azulejo.core.failure;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;

/// What helps after a failure. Only this class decides it by the exception's class; all drivers of stages
/// ask here.
public enum Remedy {
    /// Trying again, soon: a place that does not answer, a device that was lost.
    AGAIN,
    /// An action by a person, then trying again: a full disk, a place that refuses us. Nothing is wrong
    /// with the job.
    ACT,
    /// Nothing: the job ends as failed. An object of it that is gone is made anew by a redrive.
    NONE,
    /// Mending the program: a bug says nothing about the job and is never counted as one of the others.
    MEND;

    public static Remedy of(RuntimeException failure) {
        return switch (failure) {
            case TransientFailure _ -> AGAIN;
            case PermanentFailure _ -> NONE;
            case StorageFailure storage ->
                switch (storage) {
                    case StorageUnavailable _ -> AGAIN;
                    case StorageFull _, StorageDenied _ -> ACT;
                    case NoSuchObject _, InvalidKey _ -> NONE;
                };
            default -> MEND;
        };
    }

    /// Whether the job can still succeed as it is, later.
    public boolean isLater() {
        return this == AGAIN || this == ACT;
    }
}
