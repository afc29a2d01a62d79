package dev.azulejo.storage.webdav;

import dev.azulejo.storage.Printable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The path of a file or folder on a server.
///
/// @param segments of its path, decoded; each may hold any character, also a slash that came encoded
record DavPath(List<String> segments) {
    private static final String SLASH = "/";
    private static final String UNRESERVED = "-._~";

    DavPath {
        segments = List.copyOf(segments);
    }

    /// Parses a `href` (RFC 4918, section 8.3), of which the path alone counts: a server behind a proxy may
    /// not know its own name. Slashes at the end make no difference.
    ///
    /// @param from the folder that a relative one starts from
    /// @return empty if it is not percent-encoded UTF-8
    static Optional<DavPath> parse(String href, DavPath from) {
        var rest =
                href.strip().replaceFirst("(?i)^[a-z][a-z0-9+.-]*:(?=//)", "").replaceFirst("^//[^/?#]*", "");
        rest = rest.replaceFirst("[?#].*", "");
        boolean isRelative = !rest.startsWith(SLASH) && rest.equals(href.strip());
        var segments = new ArrayList<>(isRelative ? from.segments() : List.of());
        for (var raw : rest.split(SLASH, -1)) {
            if (raw.isEmpty() || raw.equals(".")) {
                continue;
            }
            var segment = decoded(raw);
            if (segment.isEmpty() || raw.equals("..")) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(new DavPath(segments));
    }

    private static Optional<String> decoded(String raw) {
        var bytes = new ByteArrayOutputStream();
        var from = raw.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < from.length; at++) {
            if (from[at] != '%') {
                bytes.write(from[at]);
                continue;
            }
            int high = at + 2 < from.length ? Character.digit(from[at + 1], 16) : -1;
            int low = at + 2 < from.length ? Character.digit(from[at + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            at += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    DavPath child(String name) {
        var more = new ArrayList<>(segments);
        more.add(name);
        return new DavPath(more);
    }

    /// The path of a key below this one.
    ///
    /// @param key a key, or empty for this itself
    DavPath resolve(String key) {
        var more = new ArrayList<>(segments);
        if (!key.isEmpty()) {
            more.addAll(List.of(key.split(SLASH, -1)));
        }
        return new DavPath(more);
    }

    boolean isRoot() {
        return segments.isEmpty();
    }

    DavPath parent() {
        return new DavPath(segments.subList(0, segments.size() - 1));
    }

    String name() {
        return segments.getLast();
    }

    boolean isChildOf(DavPath folder) {
        return !isRoot() && parent().equals(folder);
    }

    /// The path percent-encoded: all but the unreserved characters of RFC 3986. Without a slash at its end,
    /// except for the root.
    String text() {
        return segments.stream().map(DavPath::encoded).collect(Collectors.joining(SLASH, SLASH, ""));
    }

    /// The path with a slash at its end, as collections are written.
    String folderText() {
        return isRoot() ? SLASH : text() + SLASH;
    }

    private static String encoded(String segment) {
        var text = new StringBuilder();
        for (byte value : segment.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (value >= '0' && value <= '9')
                    || (value >= 'a' && value <= 'z')
                    || (value >= 'A' && value <= 'Z')
                    || UNRESERVED.indexOf(value) >= 0;
            text.append(isPlain ? Character.toString(value) : "%%%02X".formatted(value));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return Printable.text(SLASH + String.join(SLASH, segments));
    }
}
