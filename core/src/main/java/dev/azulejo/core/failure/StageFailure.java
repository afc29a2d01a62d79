package dev.azulejo.core.failure;

import org.jspecify.annotations.Nullable;

/// A failure outside the domain. Lambda reports the class name as the error type and the state machine
/// decides on that name, so renaming or moving a subclass is a breaking change.
public abstract sealed class StageFailure extends RuntimeException permits TransientFailure, PermanentFailure {
    private static final long serialVersionUID = 1L;

    StageFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
