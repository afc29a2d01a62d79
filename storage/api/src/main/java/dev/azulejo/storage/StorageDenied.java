package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// The place refuses us: no permission, wrong credentials, a read-only disk. Somebody must act.
public final class StorageDenied extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public StorageDenied(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
