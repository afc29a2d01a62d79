package dev.azulejo.client;

import com.fasterxml.jackson.core.JacksonException;
import dev.azulejo.client.ProblemException.Problem;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer of a server: the requested value, or a refusal.
sealed interface Answer<T> {
    record Yes<T>(T value) implements Answer<T> {}

    /// @param retryAfter pause before the next request, if the server states one
    record No<T>(Problem problem, Optional<Duration> retryAfter) implements Answer<T> {}

    /// Reads the body of a success by `handler`, and that of a refusal as a problem.
    static <T> BodyHandler<Answer<T>> by(BodyHandler<T> handler) {
        return info -> info.statusCode() / 100 == 2
                ? BodySubscribers.mapping(handler.apply(info), Yes::new)
                : BodySubscribers.mapping(
                        BodySubscribers.ofByteArray(), body -> new No<>(problem(info, body), retryAfter(info)));
    }

    private static Problem problem(ResponseInfo info, byte[] body) {
        try {
            var problem = Json.MAPPER.readValue(body, Said.class);
            if (problem.type() != null && problem.detail() != null) {
                var title = Optional.ofNullable(problem.title()).orElse("");
                return new Problem(problem.type(), title, info.statusCode(), problem.detail(), problem.errors());
            }
        } catch (JacksonException e) {
            // It is none of the API's: a bucket or a gateway answers in a form of its own.
        } catch (IOException e) {
            throw new IllegalStateException(e); // from an array
        }
        return Foreign.problem(info.statusCode(), new String(body, StandardCharsets.UTF_8));
    }

    /// Parses a `Retry-After` (RFC 9110, 10.2.3): seconds or a date.
    private static Optional<Duration> retryAfter(ResponseInfo info) {
        return info.headers().firstValue("Retry-After").flatMap(text -> {
            try {
                return Optional.of(
                        text.matches("\\d{1,9}")
                                ? Duration.ofSeconds(Long.parseLong(text))
                                : Duration.between(
                                        Instant.now(),
                                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /// The fields of a problem, any of which may be missing.
    record Said(
            @Nullable String type,
            @Nullable String title,
            @Nullable String detail,
            List<ProblemException.FieldError> errors) {}

    /// Describes refusals of servers before the API.
    final class Foreign {
        private static final int SHOWN = 200;

        private Foreign() {}

        static Problem problem(int status, String body) {
            var text = body.strip().replaceAll("\\s+", " ");
            var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            return new Problem("about:blank", "", status, shown.isEmpty() ? "no more was said" : shown, List.of());
        }
    }
}
