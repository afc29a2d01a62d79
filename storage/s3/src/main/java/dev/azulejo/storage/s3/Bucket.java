package dev.azulejo.storage.s3;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The part of a bucket below a prefix, with the client that reads and writes it.
///
/// @param prefix empty, or ends in `/`
/// @param mediaTypes the media type of an object by its key
record Bucket(S3Client client, String name, String prefix, UnaryOperator<String> mediaTypes) {
    private static final int MAX_KEY_BYTES = 1024;

    Bucket {
        if (!prefix.isEmpty()) {
            if (!prefix.endsWith("/")) {
                throw new IllegalArgumentException("a prefix ends in /, got " + prefix);
            }
            Keys.checkedPrefix(prefix);
        }
    }

    /// The full key in S3.
    ///
    /// @throws InvalidKey when it is not valid, or is too long with the prefix
    String full(String key) {
        return notTooLong(prefix + Keys.checked(key));
    }

    String fullPrefix(String start) {
        return notTooLong(prefix + Keys.checkedPrefix(start));
    }

    private String notTooLong(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new InvalidKey(
                    "a key has at most %d bytes, this one has %d with its prefix %s"
                            .formatted(MAX_KEY_BYTES, bytes, prefix),
                    null);
        }
        return key;
    }

    /// The key with its bucket, for messages.
    String at(String key) {
        return "%s in s3://%s/%s".formatted(key, name, prefix);
    }

    /// The checksum of uploads: null if the client sends checksums only on demand. All requests of an
    /// upload must agree on it, and the SDK ensures that for single requests alone.
    @Nullable ChecksumAlgorithm checksum() {
        var calculation = client.serviceClientConfiguration().requestChecksumCalculation();
        return calculation == RequestChecksumCalculation.WHEN_REQUIRED ? null : ChecksumAlgorithm.CRC32;
    }

    Optional<HeadObjectResponse> head(String key) {
        return head(key, null);
    }

    /// @param version the current one if null; empty for one that cannot be the id of any version
    Optional<HeadObjectResponse> head(String key, @Nullable String version) {
        var full = full(key);
        return S3Failures.typed("look at " + at(key), () -> {
            try {
                return Optional.of(client.headObject(
                        request -> request.bucket(name).key(full).versionId(version)));
            } catch (S3Exception e) {
                if (e.statusCode() == S3Failures.NOT_FOUND
                        || (version != null && e.statusCode() == S3Failures.BAD_REQUEST)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }
}
