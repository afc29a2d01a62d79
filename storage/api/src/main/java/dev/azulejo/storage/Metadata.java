package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// The rules for metadata of an object, in every provider: names of lower-case letters, digits and `-`;
/// values of any text without control characters; all of it at most 1,400 bytes of UTF-8, so a
/// provider may put it into base64 and stay under the 2 KB of S3.
public final class Metadata {
    private static final int MAX_BYTES = 1400;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private Metadata() {}

    /// Returns a copy of `metadata` if it is valid.
    ///
    /// @throws IllegalArgumentException naming what is wrong with it
    public static Map<String, String> checked(Map<String, String> metadata) {
        int bytes = 0;
        for (var entry : metadata.entrySet()) {
            var name = entry.getKey();
            var value = entry.getValue();
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("metadata name \"%s\" is not of [a-z0-9-]".formatted(name));
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("metadata %s has a control character".formatted(name));
            }
            bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("metadata has %d bytes, at most %d".formatted(bytes, MAX_BYTES));
        }
        return Map.copyOf(metadata);
    }
}
