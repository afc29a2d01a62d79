package dev.azulejo.api.port;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/// The SHA-256 that the bytes of an upload must have, as announced.
public record Checksum(Hash hash) {
    /// The header in which requests with the bytes repeat it, in Base64: the name that S3 gave it.
    public static final String HEADER = "x-amz-checksum-sha256";

    public Map<String, String> headers() {
        return Map.of(HEADER, base64());
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(hash.bytes());
    }

    /// @param passed a SHA-256 through which the bytes have passed
    public boolean isOf(MessageDigest passed) {
        return MessageDigest.isEqual(passed.digest(), hash.bytes());
    }
}
