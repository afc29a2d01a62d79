package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when the place has no room left, or a quota is used up. A person must act.
public final class StorageFull extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public StorageFull(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
