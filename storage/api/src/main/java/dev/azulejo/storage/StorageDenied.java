package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when the place refuses us: no permission, wrong credentials, a read-only disk. A person must act.
public sealed class StorageDenied extends StorageFailure permits NoPlainFile {
    private static final long serialVersionUID = 1L;

    public StorageDenied(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
