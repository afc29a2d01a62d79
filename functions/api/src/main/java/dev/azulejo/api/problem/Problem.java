package dev.azulejo.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/// An answer that is no: problem details as RFC 9457 has them.
///
/// @param type what kind of problem it is, as a path of the documentation
/// @param title the same for each problem of that type
/// @param detail what was the matter this time, and what to do
/// @param errors one for each field that is wrong, where fields are
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /// @param pointer to the field in the request's body (RFC 6901)
    public record FieldError(String pointer, String detail) {}

    /// A kind of problem.
    public enum Kind {
        MALFORMED(400, "The body is not what it must be"),
        CHECKSUM_MISMATCH(400, "The bytes are not those that were announced"),
        UNAUTHORIZED(401, "There is no valid key"),
        BUDGET_SPENT(402, "The month's megapixels are used"),
        LINK_EXPIRED(403, "The link is no longer valid"),
        BEYOND_LIMIT(403, "It is larger than what may be open at once"),
        NOT_FOUND(404, "There is nothing here for you"),
        METHOD_NOT_ALLOWED(405, "This cannot be done here"),
        NOT_ACCEPTABLE(406, "There is no such representation"),
        NOT_POSSIBLE_NOW(409, "It is not in a state for that"),
        UPLOAD_INCOMPLETE(409, "The upload is not complete"),
        MODEL_MISSING(409, "A model is not on this server"),
        GONE(410, "It was deleted"),
        TOO_LARGE(413, "There are too many bytes"),
        TOO_MUCH_STORED(413, "There is no room left for you"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body is of another kind"),
        INVALID(422, "Some fields are wrong"),
        KEY_REUSED(422, "The Idempotency-Key was used for another request"),
        TOO_MANY_REQUESTS(429, "There are too many requests"),
        TOO_MUCH_OPEN(429, "Too much is open"),
        INTERNAL(500, "Something broke that is not your fault"),
        UNAVAILABLE(503, "Try again later");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        /// @param detail what was the matter, and what to do
        public Problem because(String detail, List<FieldError> errors) {
            var type = "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Problem(type, title, status, detail, errors);
        }

        public ProblemException exception(String detail) {
            return new ProblemException(because(detail, List.of()));
        }
    }

    /// All that is wrong with a body.
    public static ProblemException invalid(List<FieldError> errors) {
        var detail = errors.size() == 1
                ? "%s %s"
                        .formatted(
                                errors.getFirst().pointer(), errors.getFirst().detail())
                : "%d fields are wrong; see errors".formatted(errors.size());
        return new ProblemException(Kind.INVALID.because(detail, errors));
    }
}
