package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when the place did not answer, or not sensibly. Trying again may help.
public final class StorageUnavailable extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public StorageUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
