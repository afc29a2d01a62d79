package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when the place refuses us: no permission, wrong credentials, a read-only disk. A person must act.
public final class StorageDenied extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public StorageDenied(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
