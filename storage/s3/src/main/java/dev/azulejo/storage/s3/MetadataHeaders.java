package dev.azulejo.storage.s3;

import dev.azulejo.storage.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Metadata as the `x-amz-meta-` headers of S3, which has room for 2 KB of ASCII. Other values become an
/// encoded word of RFC 2047, as S3 itself returns those that it got in other ways
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html>).
final class MetadataHeaders {
    /// The header with each write's own number, by which its writer recognises it. It is no metadata.
    static final String WRITE_ID = "storage-write-id";

    private static final int MAX_BYTES = 2048;
    private static final Pattern PLAIN = Pattern.compile("[!-~]+( [!-~]+)*");
    private static final Pattern ENCODED = Pattern.compile("=\\?UTF-8\\?([BQ])\\?(.*)\\?=", Pattern.CASE_INSENSITIVE);

    private MetadataHeaders() {}

    /// @throws IllegalArgumentException naming what is wrong with it
    static Map<String, String> of(Map<String, String> metadata, String writeId) {
        var headers = new HashMap<String, String>();
        Metadata.checked(metadata).forEach((name, value) -> headers.put(name, encoded(value)));
        if (headers.put(WRITE_ID, writeId) != null) {
            throw new IllegalArgumentException("metadata name %s is our own".formatted(WRITE_ID));
        }
        int bytes = headers.entrySet().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "metadata of %d entries has %d bytes in the encoding of S3, at most %d; join some"
                            .formatted(metadata.size(), bytes, MAX_BYTES));
        }
        return headers;
    }

    static Map<String, String> decoded(Map<String, String> headers) {
        var metadata = new HashMap<String, String>();
        headers.forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), decoded(value)));
        metadata.remove(WRITE_ID);
        return metadata;
    }

    private static String encoded(String value) {
        if (PLAIN.matcher(value).matches() && !value.startsWith("=?")) {
            return value;
        }
        return "=?UTF-8?B?%s?=".formatted(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static String decoded(String value) {
        var word = ENCODED.matcher(value);
        if (!word.matches()) {
            return value;
        }
        try {
            var bytes = word.group(1).equalsIgnoreCase("B")
                    ? Base64.getDecoder().decode(word.group(2))
                    : unquoted(word.group(2));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value; // not ours, and not what it looks like
        }
    }

    private static byte[] unquoted(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '=') {
                if (at + 3 > text.length()) {
                    throw new IllegalArgumentException("cut off");
                }
                bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }
}
