package dev.azulejo.client;

import java.util.List;
import java.util.stream.Collectors;

/// The server, or what stands before it, has said no: problem details as RFC 9457 has them.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    /// Which kind of problem it is: `/v1/problems/invalid` for one. `about:blank` where the answer was none
    /// of the API's.
    public String type() {
        return problem.type();
    }

    /// The status of the answer, as HTTP has it.
    public int status() {
        return problem.status();
    }

    /// What was the matter this time, and what to do.
    public String detail() {
        return problem.detail();
    }

    /// One for each field that is wrong, where fields are.
    public List<FieldError> errors() {
        return problem.errors();
    }

    /// @param pointer to the field in the request's body (RFC 6901)
    public record FieldError(String pointer, String detail) {}

    record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
        Problem {
            errors = List.copyOf(errors);
        }

        /// With all that is wrong, as the detail of several says no more than to look there.
        String text() {
            return errors.size() < 2
                    ? "%s (%d)".formatted(detail, status)
                    : errors.stream()
                            .map(error -> "%s %s".formatted(error.pointer(), error.detail()))
                            .collect(Collectors.joining("; ", "", " (%d)".formatted(status)));
        }
    }
}
