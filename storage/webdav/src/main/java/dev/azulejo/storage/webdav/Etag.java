package dev.azulejo.storage.webdav;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name that a server gives the state of a file (RFC 9110, section 8.8.3).
///
/// @param text with its quotes, and `W/` if it is weak
record Etag(String text) {
    private static final Pattern TEXT = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    /// @param text some servers leave the quotes out in properties
    static Optional<Etag> parse(String text) {
        var bare = text.strip();
        var quoted = bare.endsWith("\"") ? bare : "\"" + bare + "\"";
        return bare.isEmpty() || !TEXT.matcher(quoted).matches() ? Optional.empty() : Optional.of(new Etag(quoted));
    }

    boolean isStrong() {
        return !text.startsWith("W/");
    }
}
