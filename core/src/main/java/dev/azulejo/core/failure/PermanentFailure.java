package dev.azulejo.core.failure;

import org.jspecify.annotations.Nullable;

/// Trying again does not help: a corrupt model file, a missing manifest.
public final class PermanentFailure extends StageFailure {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public PermanentFailure(String message) {
        super(message, null);
    }
}
