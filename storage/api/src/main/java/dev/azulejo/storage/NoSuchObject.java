package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when there is no object under the key, or not that version of it. Trying again does not help.
public final class NoSuchObject extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public NoSuchObject(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
