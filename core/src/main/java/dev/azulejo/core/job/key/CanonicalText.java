package dev.azulejo.core.job.key;

import dev.azulejo.storage.ContentVersion;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The canonical text of a request: named fields in the order they are added, each with its length, so that
/// no two different requests share a text. Not thread-safe.
public final class CanonicalText {
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private final StringBuilder text = new StringBuilder();

    public CanonicalText add(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a field's name is of [a-z], got " + name);
        }
        text.append(name)
                .append(':')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n');
        return this;
    }

    public CanonicalText add(String name, Number value) {
        return add(name, value.toString());
    }

    /// Adds a field unless it was not given, so a field introduced later leaves earlier texts
    /// unchanged.
    public CanonicalText addIfSaid(String name, @Nullable Number value) {
        return value == null ? this : add(name, value);
    }

    /// Adds a field that has fields of its own.
    public CanonicalText part(String name, Consumer<CanonicalText> fields) {
        var part = new CanonicalText();
        fields.accept(part);
        return add(name, part.text.toString());
    }

    public Hash hash() {
        return Hash.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A SHA-256 hash.
    ///
    /// @param hex 64 lower-case digits
    public record Hash(String hex) {
        private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

        public Hash {
            if (!HEX.matcher(hex).matches()) {
                throw new IllegalArgumentException("not a SHA-256: " + hex);
            }
        }

        public static Hash of(byte[] bytes) {
            return new Hash(HexFormat.of().formatHex(ContentVersion.digest().digest(bytes)));
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
