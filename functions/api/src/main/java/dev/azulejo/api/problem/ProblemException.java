package dev.azulejo.api.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ends a request with a [Problem].
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private final @Nullable Duration retryAfter;

    ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ProblemException retryAfter(Duration after) {
        return new ProblemException(problem, after);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Problem problem() {
        return problem;
    }
}
