package dev.azulejo.core.failure;

import org.jspecify.annotations.Nullable;

/// A failure that trying again may help: throttling, a timeout, a worker that lost its GPU.
public final class TransientFailure extends StageFailure {
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public TransientFailure(String message) {
        this(message, null);
    }
}
