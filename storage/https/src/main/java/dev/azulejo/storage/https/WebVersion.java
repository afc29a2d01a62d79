package dev.azulejo.storage.https;

import dev.azulejo.storage.ContentVersion;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Names the bytes behind an address: by a strong ETag, which changes with each version (RFC 9110, 8.8.1).
/// Without one it is the hash of the first bytes, their number, and when they were last modified, as far as
/// known.
final class WebVersion {
    /// How many bytes are read if there is no ETag.
    static final int HEAD_BYTES = 1 << 16;

    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");
    private static final Pattern BYTES = Pattern.compile("head-[^;]*;(\\d{1,18});.*");
    private static final String BY_ETAG = "etag:";

    private WebVersion() {}

    static Optional<String> strongEtag(WebAnswer answer) {
        return answer.header("ETag").filter(etag -> STRONG.matcher(etag).matches());
    }

    static Optional<String> etagOf(String version) {
        return version.startsWith(BY_ETAG) ? Optional.of(version.substring(BY_ETAG.length())) : Optional.empty();
    }

    /// The length that a version states, if any.
    static OptionalLong bytesOf(String version) {
        var found = BYTES.matcher(version);
        return found.matches() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /// @param head the first [#HEAD_BYTES] bytes, or all of fewer
    /// @param bytes of the whole file
    static String of(WebAnswer answer, byte[] head, OptionalLong bytes) {
        return strongEtag(answer).map(etag -> BY_ETAG + etag).orElseGet(() -> withoutEtag(answer, head, bytes));
    }

    private static String withoutEtag(WebAnswer answer, byte[] head, OptionalLong bytes) {
        MessageDigest digest = ContentVersion.digest();
        digest.update(head);
        return "head-%s;%s;%s"
                .formatted(
                        ContentVersion.of(digest),
                        bytes.isPresent() ? bytes.getAsLong() : "?",
                        answer.header("Last-Modified").orElse("?"));
    }
}
