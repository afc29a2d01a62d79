package dev.azulejo.api.order;

import dev.azulejo.api.port.AllowedPlaces;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.storage.StorageUri;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out where results shall be put as well: below a place that the operator lets the caller write
/// to. Thread-safe.
@Singleton
public class Copies {
    static final String FIELD = "copyTo";

    static final String DESCRIPTION =
            "Where results are put as well, such as s3://bucket/folder/ or s3://bucket/folder/{name}-2x.{ext}, with {name}, {ext} and {upload} filled in";

    /// The longest text: longer than a bucket's name and a key of S3 together.
    public static final int LONGEST = 4096;

    private static final Pattern WORD = Pattern.compile("\\{[^{}/]*}");
    /// Stands for the result's own name, in a folder.
    private static final String OWN = "{}";

    private static final Map<String, String> SAMPLE = Map.of("{name}", "name", "{ext}", "png", "{upload}", "u0");

    private final AllowedPlaces places;

    public Copies(AllowedPlaces places) {
        this.places = places;
    }

    /// Reads what the body of a request says.
    ///
    /// @return empty if it says nothing, or something wrong
    Optional<String> read(Tenant tenant, Body body) {
        var field = body.any(FIELD);
        if (field.isMissingNode()) {
            return Optional.empty();
        }
        var text = field.isTextual() ? field.textValue() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            body.wrong(FIELD, "is not a text of 1 to %d characters, such as s3://bucket/folder/".formatted(LONGEST));
            return Optional.empty();
        }
        var unknown = WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !SAMPLE.containsKey(word))
                .findFirst();
        if (unknown.isPresent()) {
            body.wrong(FIELD, "has %s; there are {name}, {ext} and {upload}".formatted(unknown.get()));
        } else if (find(tenant, text, SAMPLE).isEmpty()) {
            body.wrong(FIELD, "is no name in a place that the operator lets you have results put into");
        }
        return Optional.of(text);
    }

    /// Returns the request with a copy of each result.
    ///
    /// @param text as [#read] has accepted it
    JobRequest into(Tenant tenant, String text, Upload upload, JobRequest request) {
        var taken = new HashSet<StorageUri>();
        return request.copied(output -> {
            var found = find(tenant, text, words(upload, output))
                    .orElseThrow(() -> problem("makes no valid name with that of %s".formatted(upload.name())));
            if (!taken.add(found)) {
                throw problem("gives two results one name; use {name} and {ext}");
            }
            return found;
        });
    }

    private static RuntimeException problem(String words) {
        return Problem.invalid(List.of(new FieldError("/" + FIELD, words)));
    }

    private static Map<String, String> words(Upload upload, WantedResult output) {
        var key = output.destination().key();
        var file = key.substring(key.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return Map.of(
                OWN,
                file,
                "{name}",
                name(upload.name(), file.substring(0, dot)),
                "{ext}",
                file.substring(dot + 1),
                "{upload}",
                upload.id());
    }

    /// The name of a result without the extension of its source, which it may have in its middle: a
    /// `cat.jpg` becomes `cat.jpg.webp`.
    private static String name(String source, String result) {
        int dot = source.lastIndexOf('.');
        return dot > 0 && result.startsWith(source)
                ? source.substring(0, dot) + result.substring(source.length())
                : result;
    }

    private Optional<StorageUri> find(Tenant tenant, String text, Map<String, String> words) {
        var whole = text.endsWith("/") ? text + OWN : text;
        boolean isOnDisk = text.startsWith("file:");
        var filled = WORD.matcher(whole).replaceAll(found -> {
            var value = words.getOrDefault(found.group(), found.group());
            return Matcher.quoteReplacement(isOnDisk ? encoded(value) : value);
        });
        return places.written()
                .flatMap(place -> place.file(tenant.id(), filled).stream())
                .findFirst();
    }

    /// The address of a copy, as a request would name it.
    public static String shown(StorageUri copy) {
        return "file".equals(copy.place().getScheme()) ? copy.place() + encoded(copy.key()) : copy.toString();
    }

    /// A name as a part of a `file:` URI.
    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
