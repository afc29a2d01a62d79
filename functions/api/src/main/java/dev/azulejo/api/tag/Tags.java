package dev.azulejo.api.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.core.job.CanonicalText.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tags of answers, and the conditions that name them (RFC 9110, 8.8.3 and 13.1). A tag is a hash of an answer's
/// bytes, which makes it a strong one: whatever changes in the body changes it, signed links too. Behind that is one
/// of the same without what signs its links, which others sign anew at any time: by that alone, `If-Match` tells
/// whether something has changed. Thread-safe.
@Singleton
public class Tags {
    private static final int DIGITS = 24;
    private static final int STATE_DIGITS = 16;

    /// A link of ours in JSON, and what stands behind it: to bytes in S3, or to this API.
    private static final Pattern SIGNED =
            Pattern.compile("\"(https?://[^\"?\\s]+(?=[?][^\"]*X-Amz-Signature=)|/v1/[^\"?\\s]+)[?][^\"\\s]*\"");

    private static final Pattern OURS = Pattern.compile("\"[0-9a-f]{24}[.]([0-9a-f]{16})(?:-gzip)?\"");
    private static final String WEAK = "W/";
    private static final String ANY = "*";

    /// Of the same bytes, compressed on their way: another representation, with a tag of its own.
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

    /// That of an answer whose bytes are compressed on their way.
    public static String compressed(String tag) {
        return tag.substring(0, tag.length() - 1) + COMPRESSED;
    }

    /// Whether `If-None-Match` names the tag. Proxies may have made weak ones of ours.
    ///
    /// @param given `*`, or tags
    public static boolean isAmong(@Nullable String given, String tag) {
        return given != null && names(given.replace(WEAK, ""), tag);
    }

    /// Whether `If-Match` lets a request pass: it compares strongly, so a weak tag is never the one.
    public static boolean matches(@Nullable String given, String tag) {
        return given == null
                || names(given, tag)
                || state(tag).filter(now -> states(given).anyMatch(now::equals)).isPresent();
    }

    private static Stream<String> states(String given) {
        return Arrays.stream(given.split(",", -1)).map(String::strip).flatMap(its -> state(its).stream());
    }

    private static Optional<String> state(String tag) {
        return Optional.of(OURS.matcher(tag)).filter(Matcher::matches).map(ours -> ours.group(1));
    }

    private static boolean names(String given, String tag) {
        return Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .anyMatch(its -> its.equals(ANY) || its.equals(tag) || its.equals(compressed(tag)));
    }

    /// Holds a request to its `If-Match`: nothing is done if what it is about has changed since the caller
    /// saw it.
    ///
    /// @param given the header, if there is one
    /// @param current gives what GET would answer now
    /// @throws ProblemException when it is another, or gone. One that was never there is told by the
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
