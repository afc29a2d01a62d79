package dev.azulejo.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/// Problem details of RFC 9457, the answer to a request that fails.
///
/// @param type the kind of problem: an address that explains it
/// @param title the same for each problem of that type
/// @param detail what was wrong this time, and what to do
/// @param errors one for each wrong field
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// The prefix of types' addresses, see `ProblemsResource`.
    public static final String TYPES = "/v1/problems/";

    /// The most errors in an answer. A body may have a hundred thousand, far more than anyone reads.
    static final int MOST_ERRORS = 100;

    public Problem {
        errors = List.copyOf(errors);
    }

    /// @param pointer to the field in the request's body (RFC 6901)
    public record FieldError(String pointer, String detail) {}

    /// A kind of problem. The page of its type has the title and the remedy.
    public enum Kind {
        MALFORMED(
                400,
                "The request is not what it must be",
                "Send what the document of the API says, as one JSON object in UTF-8."),
        CHECKSUM_MISMATCH(
                400,
                "The bytes are not those that were announced",
                "Bring the file again: what came was not what was announced."),
        UNAUTHORIZED(401, "There is no valid key", "Send a valid key."),
        BUDGET_SPENT(402, "The month's megapixels are used", "Ask the operator, or wait for the next month."),
        LINK_EXPIRED(403, "The link is no longer valid", "Get the job, or a new upload, for a new link."),
        BEYOND_LIMIT(
                403,
                "It is larger than what may be open at once",
                "Ask for smaller results, or ask the operator for a larger limit."),
        NOT_FOUND(
                404,
                "There is nothing here for you",
                "Check the address: it does not exist, or it belongs to another tenant, which looks the same."),
        METHOD_NOT_ALLOWED(405, "This cannot be done here", "Take one of the methods that the field Allow names."),
        NOT_ACCEPTABLE(
                406,
                "There is no such representation",
                "Ask for a representation that there is: application/json, nearly everywhere."),
        NOT_POSSIBLE_NOW(409, "It is not in a state for that", "Look at the status of the job, upload or webhook."),
        UPLOAD_INCOMPLETE(409, "The upload is not complete", "Put all bytes, as many as were announced."),
        MODEL_MISSING(
                409, "A model is not on this server", "Take another recipe, or ask the operator to fetch the model."),
        GONE(
                410,
                "It was deleted",
                "Ask again with a new Idempotency-Key; of an upload or its link: bring the file again."),
        CHANGED_MEANWHILE(
                412,
                "It is not what you have seen any more",
                "Get it again, look at what has changed, and send the new ETag as If-Match."),
        TOO_LARGE(413, "There are too many bytes", "Put as many bytes as were announced."),
        TOO_MUCH_STORED(
                413,
                "There is no room left for you",
                "Delete uploads, or jobs that need them, or ask for a larger limit."),
        URI_TOO_LONG(414, "The address is too long", "Ask for a shorter address."),
        UNSUPPORTED_MEDIA_TYPE(415, "The body is of another kind", "Send application/json."),
        NO_SUCH_RANGE(
                416,
                "There are no such bytes",
                "Ask for bytes that the file has; Content-Range says how many there are."),
        MISDIRECTED(
                421,
                "This server does not answer for that host",
                "Send the host of the server in the field Host, or have it told of that name: azulejo serve --public-url."),
        INVALID(422, "Some fields are wrong", "Correct the fields or parameters that errors names."),
        KEY_REUSED(422, "The Idempotency-Key was used for another request", "Take a new Idempotency-Key."),
        TOO_MANY_REQUESTS(
                429,
                "There are too many requests",
                "Wait as many seconds as Retry-After says; for files, let one of yours end."),
        TOO_MUCH_OPEN(429, "Too much is open", "Wait until jobs have ended, or cancel some."),
        HEADERS_TOO_LARGE(431, "The header is too long", "Send fewer header fields, or shorter ones."),
        INTERNAL(
                500,
                "Something broke that is not your fault",
                "This is a bug: report the X-Request-Id to the operator, whose log has the details."),
        CODING_UNKNOWN(501, "The body comes in a way that is not known here", "Send the body as it is, or chunked."),
        UNAVAILABLE(503, "Try again later", "Try again after as many seconds as Retry-After says.");

        private final int status;
        private final String title;
        private final String remedy;

        Kind(int status, String title, String remedy) {
            this.status = status;
            this.title = title;
            this.remedy = remedy;
        }

        /// The last segment of the type's address.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String title() {
            return title;
        }

        public String remedy() {
            return remedy;
        }

        public int status() {
            return status;
        }

        /// @param detail what was wrong, and what to do
        public Problem because(String detail, List<FieldError> errors) {
            return new Problem(TYPES + word(), title, status, detail, errors);
        }

        public ProblemException exception(String detail) {
            return new ProblemException(because(detail, List.of()));
        }
    }

    /// Makes the problem of an invalid body, with all its errors.
    public static ProblemException invalid(List<FieldError> errors) {
        var detail = errors.size() == 1
                ? "%s %s"
                        .formatted(
                                errors.getFirst().pointer(), errors.getFirst().detail())
                : errors.size() <= MOST_ERRORS
                        ? "%d fields are wrong; see errors".formatted(errors.size())
                        : "%d fields are wrong, of which errors names the first %d"
                                .formatted(errors.size(), MOST_ERRORS);
        return new ProblemException(
                Kind.INVALID.because(detail, errors.subList(0, Math.min(errors.size(), MOST_ERRORS))));
    }
}
