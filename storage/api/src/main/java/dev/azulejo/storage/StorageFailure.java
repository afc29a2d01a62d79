package dev.azulejo.storage;

import org.jspecify.annotations.Nullable;

/// Thrown when a place could not do what it was asked. The class says what to do next; the message names
/// the key and the numbers.
public abstract sealed class StorageFailure extends RuntimeException
        permits NoSuchObject, InvalidKey, StorageDenied, StorageFull, StorageUnavailable {
    private static final long serialVersionUID = 1L;

    StorageFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
