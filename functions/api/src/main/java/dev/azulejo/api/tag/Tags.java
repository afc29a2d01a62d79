package dev.azulejo.api.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tags of answers, and the conditions that name them (RFC 9110, 8.8.3 and 13.1). A tag is a hash of an
/// answer's bytes, so it is strong: any change of the body changes it, signed links too. It ends with a
/// hash without the signatures of links, which change at any time: `If-Match` compares that part alone, to
/// see whether the object has changed. Thread-safe.
@Singleton
public class Tags {
    private static final int DIGITS = 24;
    private static final int STATE_DIGITS = 16;

    /// A link of ours in JSON with its signature: to bytes in S3, or to this API.
    private static final Pattern SIGNED =
            Pattern.compile("\"(https?://[^\"?\\s]+(?=[?][^\"]*X-Amz-Signature=)|/v1/[^\"?\\s]+)[?][^\"\\s]*\"");

    private static final Pattern OURS = Pattern.compile("\"[0-9a-f]{24}[.]([0-9a-f]{16})(?:-gzip)?\"");
    private static final String WEAK = "W/";
    private static final String ANY = "*";

    /// The suffix for bytes that are compressed on their way: another representation, with a tag of its
    /// own.
    private static final String COMPRESSED = "-gzip\"";

    private final ObjectMapper json;

    public Tags(ObjectMapper json) {
        this.json = json;
    }

    /// @param body as it is answered, or its text
    String of(Object body) {
        try {
            var text = body instanceof String given ? given : json.writeValueAsString(body);
            return '"' + hash(text, DIGITS) + '.' + hash(SIGNED.matcher(text).replaceAll("\"$1\""), STATE_DIGITS) + '"';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // only for types that Jackson does not know
        }
    }

    private static String hash(String text, int digits) {
        return Hash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, digits);
    }

    /// The tag of an answer whose bytes are compressed on their way.
    public static String compressed(String tag) {
        return tag.substring(0, tag.length() - 1) + COMPRESSED;
    }

    /// Whether `If-None-Match` names the tag. Proxies may have made our tags weak.
    ///
    /// @param given `*`, or tags
    public static boolean isAmong(@Nullable String given, String tag) {
        return given != null && names(given.replace(WEAK, ""), tag);
    }

    /// Whether `If-Match` lets a request pass: it compares strongly, so a weak tag never matches.
    public static boolean matches(@Nullable String given, String tag) {
        return given == null
                || names(given, tag)
                || state(tag).filter(now -> states(given).anyMatch(now::equals)).isPresent();
    }

    private static Stream<String> states(String given) {
        return Arrays.stream(given.split(",", -1)).map(String::strip).flatMap(part -> state(part).stream());
    }

    private static Optional<String> state(String tag) {
        return Optional.of(OURS.matcher(tag)).filter(Matcher::matches).map(ours -> ours.group(1));
    }

    private static boolean names(String given, String tag) {
        return Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .anyMatch(state -> state.equals(ANY) || state.equals(tag) || state.equals(compressed(tag)));
    }

    /// Checks `If-Match`: the request is refused if its object has changed since the caller saw it.
    ///
    /// @param given the header, if there is one
    /// @param current gives the present answer of GET
    /// @throws ProblemException when it has changed, or is gone. One that never existed is reported by the
    ///     operation itself
    public void require(@Nullable String given, Supplier<?> current) {
        if (given == null) {
            return;
        }
        var tag = tag(current);
        if (tag.isPresent() && !matches(given, tag.get())) {
            throw Kind.CHANGED_MEANWHILE.exception(
                    "it has changed since you saw it, and nothing was done: its tag is %s now".formatted(tag.get()));
        }
    }

    private Optional<String> tag(Supplier<?> current) {
        try {
            return Optional.of(of(current.get()));
        } catch (ProblemException e) {
            if (e.problem().status() == Kind.GONE.status()) {
                throw Kind.CHANGED_MEANWHILE.exception("it was deleted since you saw it; nothing was done");
            }
            return Optional.empty();
        }
    }
}
