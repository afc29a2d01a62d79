package dev.azulejo.gateway;

import dev.azulejo.api.port.Links;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.storage.StorageUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links to S3 itself, signed by the function's role: they do what the role may do, for as long as they say or until
/// the role's session ends, whichever comes first ("Download and upload objects with presigned URLs", S3 User Guide).
/// Nothing is asked of S3 to make one. Thread-safe.
final class PresignedLinks implements Links {
    private static final Duration VALID = Duration.ofHours(1);

    private final S3Presigner presigner;
    private final Clock clock;

    PresignedLinks(S3Presigner presigner, Clock clock) {
        this.presigner = presigner;
        this.clock = clock;
    }

    @Override
    public Link read(StorageUri object, String name) {
        var signed = presigner.presignGetObject(presign -> presign.signatureDuration(VALID)
                .getObjectRequest(get -> get.bucket(bucket(object))
                        .key(key(object))
                        .responseContentType(MediaTypes.of(name))
                        .responseContentDisposition(attachment(name))));
        return new Link(signed.url().toString(), clock.instant().plus(VALID));
    }

    /// The length is among the signed headers: S3 refuses a body of any other.
    @Override
    public Link write(StorageUri object, long bytes) {
        var signed = presigner.presignPutObject(presign -> presign.signatureDuration(VALID)
                .putObjectRequest(
                        put -> put.bucket(bucket(object)).key(key(object)).contentLength(bytes)));
        return new Link(signed.url().toString(), clock.instant().plus(VALID));
    }

    private static String bucket(StorageUri object) {
        return object.place().getAuthority();
    }

    /// With the prefix of a place that is a part of a bucket.
    private static String key(StorageUri object) {
        return object.place().getPath().replaceFirst("^/", "") + object.key();
    }

    /// As RFC 6266 has it, for names of any letters.
    private static String attachment(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename*=UTF-8''" + encoded;
    }
}
