package dev.azulejo.inference.engine;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.Planes;

/// An engine could not do what was asked. The message is the engine's own, on one line.
public final class EngineFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// The kind of failure, which decides how to handle it.
    public enum Kind {
        /// A run needed more memory than there is.
        OUT_OF_MEMORY,
        /// A device failed that may recover.
        DEVICE_LOST,
        /// The output has another shape than the given buffer; the message says `returned 511x512`.
        OTHER_SHAPE,
        /// The engine was built without the wanted provider, which is expected.
        NOT_BUILT_IN,
        /// A failure that will happen again.
        OTHER
    }

    public EngineFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /// The stage failure that this means for a shard if it happened during a run.
    public StageFailure ofRun(String model, String rung, Planes planes) {
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
