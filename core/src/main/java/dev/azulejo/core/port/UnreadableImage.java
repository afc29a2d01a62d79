package dev.azulejo.core.port;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import org.jspecify.annotations.Nullable;

/// Thrown when a user's file cannot be read as an image. It is checked, because every caller that decodes
/// must turn it into a rejection.
public final class UnreadableImage extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// @param message one line that says what to do
    public UnreadableImage(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// The one line that says what to do.
    public String detail() {
        return String.valueOf(getMessage());
    }
}
