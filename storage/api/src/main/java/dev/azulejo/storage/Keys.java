package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// The rules for keys, in every provider: 1 to 1,024 bytes of UTF-8 (the limit of S3), made of segments
/// between `/`, none of them empty, `.` or `..`, and without control characters (also those from U+0080
/// on), a backslash or half a surrogate pair. So a key can never leave its place. A provider may refuse
/// more, by [InvalidKey]: a file system has no `a` beside `a/b`.
public final class Keys {
    /// The order of a listing: by the bytes of UTF-8, as in S3, so by code points. (`String` would put emoji before
    /// U+E000.)
    public static final Comparator<String> ORDER = Keys::compare;

    private static final int MAX_BYTES = 1024;

    private Keys() {}

    /// Returns `key` if it is valid.
    ///
    /// @throws InvalidKey naming what is wrong with it
    public static String checked(String key) {
        if (key.isEmpty()) {
            throw new InvalidKey("a key must not be empty", null);
        }
        checkText(key);
        checkSegments(key, key.length());
        return key;
    }

    /// Returns `prefix` if keys could start with it: empty, a key, or a key cut off anywhere.
    ///
    /// @throws InvalidKey naming what is wrong with it
    public static String checkedPrefix(String prefix) {
        checkText(prefix);
        checkSegments(prefix, prefix.lastIndexOf('/')); // the last one may go on
        return prefix;
    }

    private static void checkText(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new InvalidKey("a key has at most %d bytes, this one has %d".formatted(MAX_BYTES, bytes), null);
        }
        int point;
        for (int at = 0; at < key.length(); at += Character.charCount(point)) {
            point = key.codePointAt(at);
            if (Character.isISOControl(point) || point == '\\') {
                throw new InvalidKey("key %s has a control character or a backslash".formatted(quoted(key)), null);
            }
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new InvalidKey("key %s has half a surrogate pair".formatted(quoted(key)), null);
            }
        }
    }

    private static void checkSegments(String key, int end) {
        int next;
        for (int start = 0; start <= end; start = next + 1) {
            int slash = key.indexOf('/', start);
            next = slash < 0 ? key.length() : slash;
            int length = next - start;
            if (length <= 2 && key.regionMatches(start, "..", 0, length)) {
                throw new InvalidKey("key %s has an empty, '.' or '..' segment".formatted(quoted(key)), null);
            }
        }
    }

    private static int compare(String one, String other) {
        int end = Math.min(one.length(), other.length());
        for (int at = 0; at < end; at++) {
            if (one.charAt(at) != other.charAt(at)) {
                return rank(one.charAt(at)) - rank(other.charAt(at));
            }
        }
        return one.length() - other.length();
    }

    /// The rank of a code unit: half a surrogate pair stands for a code point above all others.
    private static int rank(char half) {
        return Character.isSurrogate(half) ? half + Character.MAX_VALUE : half;
    }

    private static String quoted(String key) {
        return "\"" + Printable.text(key) + "\"";
    }
}
