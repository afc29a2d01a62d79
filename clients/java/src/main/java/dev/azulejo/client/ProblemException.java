package dev.azulejo.client;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown when the server, or one before it, refuses a request: problem details of RFC 9457.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    /// The kind of problem, such as `/v1/problems/invalid`; `about:blank` if the answer was not the API's.
    public String type() {
        return problem.type();
    }

    /// The HTTP status of the answer.
    public int status() {
        return problem.status();
    }

    /// What was wrong this time, and what to do.
    public String detail() {
        return problem.detail();
    }

    /// The errors of the request's fields, one for each wrong one.
    public List<FieldError> errors() {
        return problem.errors();
    }

    /// @param pointer to the field in the request's body (RFC 6901)
    public record FieldError(String pointer, String detail) {}

    record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
        Problem {
            errors = List.copyOf(errors);
        }

        /// The message with all errors, because the detail only refers to them if there are several.
        String text() {
            return errors.size() < 2
                    ? "%s (%d)".formatted(detail, status)
                    : errors.stream()
                            .map(error -> "%s %s".formatted(error.pointer(), error.detail()))
                            .collect(Collectors.joining("; ", "", " (%d)".formatted(status)));
        }
    }
}
