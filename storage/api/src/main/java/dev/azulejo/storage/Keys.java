package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;

/// What a key may be, in every provider: 1 to 1,024 bytes of UTF-8 (the limit of S3), made of segments between `/`,
/// none
/// of them empty, `.` or `..`, and without control characters or a backslash. So a key can never leave its place.
public final class Keys {
    private static final int MAX_BYTES = 1024;

    private Keys() {}

    /// Returns `key` if it may be one.
    ///
    /// @throws InvalidKey naming what is wrong with it
    public static String checked(String key) {
        if (key.isEmpty()) {
            throw new InvalidKey("a key must not be empty", null);
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new InvalidKey("a key has at most %d bytes, this one has %d".formatted(MAX_BYTES, bytes), null);
        }
        if (key.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            throw new InvalidKey("key %s has a control character or a backslash".formatted(quoted(key)), null);
        }
        for (var segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new InvalidKey("key %s has an empty, '.' or '..' segment".formatted(quoted(key)), null);
            }
        }
        return key;
    }

    private static String quoted(String key) {
        return "\"" + key.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
