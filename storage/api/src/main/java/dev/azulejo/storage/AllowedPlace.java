package dev.azulejo.storage;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A place from which an operator lets callers of a service read files: `s3://photos/incoming/` or
/// `file:///srv/photos/`; or, with `write:` before it, one into which they may have results put. The folder
/// `{tenant}` in it stands for the caller's name: then each has a place of their own.
///
/// @param text ends in a slash
/// @param written whether results may be put there, instead of files read
public record AllowedPlace(String text, boolean written) {
    public static final String TENANT = "{tenant}";

    private static final String WRITE = "write:";
    /// As tenants are named.
    private static final String ANY_TENANT = "[a-z0-9-]{1,40}";

    private static final String FILE = "file:///";
    private static final String FOLDER = "(?!\\.{1,2}/)[A-Za-z0-9._~%+@-]+/|" + Pattern.quote(TENANT) + "/";
    private static final Pattern IN_BUCKET = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(" + FOLDER + ")*");
    private static final Pattern ON_DISK = Pattern.compile(Pattern.quote(FILE) + "(" + FOLDER + ")+");

    public AllowedPlace {
        if (!IN_BUCKET.matcher(text).matches() && !ON_DISK.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no place; write one as s3://bucket/folder/ or file:///folder/, where a folder may be %s, and %s before it if results may be put there"
                            .formatted(text, TENANT, WRITE));
        }
    }

    /// @param text with or without the last slash
    /// @throws IllegalArgumentException naming what is wrong with it
    public static AllowedPlace parse(String text) {
        boolean written = text.startsWith(WRITE);
        var place = written ? text.substring(WRITE.length()) : text;
        return new AllowedPlace(place.endsWith("/") ? place : place + "/", written);
    }

    /// @param text several, with commas between them
    /// @throws IllegalArgumentException naming what is wrong with one
    public static List<AllowedPlace> parseAll(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(AllowedPlace::parse)
                .toList();
    }

    public boolean isOnDisk() {
        return text.startsWith(FILE);
    }

    /// The bucket; empty for a folder.
    public Optional<String> bucket() {
        return isOnDisk() ? Optional.empty() : Optional.of(place(text).getAuthority());
    }

    /// The part before the folder that differs by tenant; all of it if there is none.
    public URI common() {
        int end = text.indexOf(TENANT);
        return place(end < 0 ? text : text.substring(0, end));
    }

    /// The pattern of keys in the bucket, for policies: `*` stands for each tenant.
    public String keyPattern() {
        return text.substring(place(text).getScheme().length()
                                + 3
                                + bucket().orElse("").length()
                                + 1)
                        .replace(TENANT, "*")
                + "*";
    }

    /// The file that `uri` names for `tenant`, if it lies in this place.
    ///
    /// @param uri `s3://bucket/key`, with the key as it is, or `file:///path`, as RFC 8089 has it
    public Optional<StorageUri> file(String tenant, String uri) {
        var filled = text.replace(TENANT, tenant);
        try {
            if (!isOnDisk()) {
                return uri.startsWith(filled)
                        ? Optional.of(new StorageUri(URI.create(filled), uri.substring(filled.length())))
                        : Optional.empty();
            }
            if (!uri.startsWith(FILE)) {
                return Optional.empty();
            }
            var place = URI.create(filled);
            var asked = URI.create(uri);
            boolean isInside = asked.getRawQuery() == null
                    && asked.getRawFragment() == null
                    && asked.getPath().startsWith(place.getPath());
            if (!isInside) {
                return Optional.empty();
            }
            var key = asked.getPath().substring(place.getPath().length());
            FileNames.check(key, key);
            return Optional.of(new StorageUri(place, key));
        } catch (IllegalArgumentException | InvalidKey e) {
            return Optional.empty();
        }
    }

    /// Whether a place is this one, for whichever tenant.
    public boolean stands(URI place) {
        var pattern = Stream.of(text.split(Pattern.quote(TENANT), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(ANY_TENANT));
        return place.toString().matches(pattern);
    }

    private static URI place(String text) {
        return URI.create(text.replace(TENANT, "tenant"));
    }

    @Override
    public String toString() {
        return written ? WRITE + text : text;
    }
}
