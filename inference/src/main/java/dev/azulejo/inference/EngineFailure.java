package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.Planes;

/// An engine could not do it. The message is the engine's own, on one line.
public final class EngineFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What to make of it.
    public enum Kind {
        /// A run needed more memory than there is.
        OUT_OF_MEMORY,
        /// A device failed that may come back.
        DEVICE_LOST,
        /// The output has another shape than the buffer that was given; the message says `returned 511x512`.
        OTHER_SHAPE,
        /// The engine was built without the provider that was asked for, which is no news.
        NOT_BUILT_IN,
        /// Will happen again.
        OTHER
    }

    public EngineFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /// What it means for a shard during whose run it happened.
    StageFailure ofRun(String model, String rung, Planes planes) {
        var message = "model %s failed on %s for an output of %dx%d: %s"
                .formatted(model, rung, planes.width(), planes.height(), reason());
        return switch (kind) {
            case OTHER_SHAPE ->
                new PermanentFailure(
                        "model %s %s, expected %dx%d".formatted(model, reason(), planes.width(), planes.height()),
                        this);
            case OUT_OF_MEMORY ->
                new TransientFailure(
                        "model %s ran out of memory on %s for an output of %dx%d; fewer tiles at once need less"
                                .formatted(model, rung, planes.width(), planes.height()),
                        this);
            case DEVICE_LOST -> new TransientFailure(message, this);
            case NOT_BUILT_IN, OTHER -> new PermanentFailure(message, this);
        };
    }
}
