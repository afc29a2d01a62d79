package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown for a key that no provider accepts, such as `../x`. See [Keys].
public final class InvalidKey extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public InvalidKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
