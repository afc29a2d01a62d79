package dev.azulejo.core.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A failure that trying again does not help: a corrupt model file, a missing manifest. Where an object of
/// the job is the reason, the failure names its key, so a redrive can make it anew.
public final class PermanentFailure extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final @Nullable String damagedKey;

    public PermanentFailure(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    public PermanentFailure(String message) {
        this(message, null, null);
    }

    private PermanentFailure(String message, @Nullable Throwable cause, @Nullable String damagedKey) {
        super(message, cause);
        this.damagedKey = damagedKey;
    }

    /// Makes the failure for an object that is missing or cannot be used.
    public static PermanentFailure damaged(String key, String what) {
        return new PermanentFailure(key + " " + what, null, key);
    }

    /// Makes the failure for an object that cannot be used for the given reason.
    public static PermanentFailure damaged(String key, PermanentFailure why) {
        return new PermanentFailure(key + ": " + why.getMessage(), why, key);
    }

    public Optional<String> damagedKey() {
        return Optional.ofNullable(damagedKey);
    }
}
