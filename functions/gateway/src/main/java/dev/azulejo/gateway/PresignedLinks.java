package dev.azulejo.gateway;

import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Links;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.storage.StorageUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links to S3 itself, signed by the function's role: they do what the role may do, for as long as they say or until
/// the role's session ends, whichever comes first ("Download and upload objects with presigned URLs", S3 User Guide).
/// Thread-safe.
final class PresignedLinks implements Links {
    private static final Duration VALID = Duration.ofHours(1);

    /// The size of a part: one connection sends it in a minute or two, and little is lost if it breaks off.
    private static final long PART_BYTES = 64L << 20;

    /// The most parts, so their addresses fit into one answer; S3 takes ten times as many.
    private static final int MOST_PARTS = 1000;

    /// The largest file with a checksum: the hash of joined parts is made here, because S3 offers no
    /// SHA-256 of the whole ("composite" only), and a request has 29 seconds; one stream from S3 gives some
    /// 80 MB in a second.
    private static final long MOST_CHECKED_BYTES = 1L << 30;

    private final S3Presigner presigner;
    private final PartUploads uploads;
    private final Clock clock;

    PresignedLinks(S3Presigner presigner, PartUploads uploads, Clock clock) {
        this.presigner = presigner;
        this.uploads = uploads;
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

    /// Signs links for a write. Length and checksum are among the signed headers: S3 refuses a body with
    /// others ("Checking object integrity for data uploads", S3 User Guide). So is the condition that the
    /// object is missing: a link cannot be revoked, but it writes once ("Prevent object overwrites with
    /// conditional writes", S3 User Guide).
    @Override
    public Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun) {
        var until = clock.instant().plus(VALID);
        if (bytes <= PART_BYTES) {
            var signed = presigner.presignPutObject(presign -> presign.signatureDuration(VALID)
                    .putObjectRequest(put -> put.bucket(bucket(object))
                            .key(key(object))
                            .contentLength(bytes)
                            .ifNoneMatch(Links.NOTHING_THERE)
                            .checksumSHA256(checksum.map(Checksum::base64).orElse(null))));
            var headers = Links.writeOnce(checksum);
            return new Parts(bytes, List.of(signed.url().toString()), headers, until, null);
        }
        var upload = begun.orElseGet(() -> uploads.begin(bucket(object), key(object)));
        long partBytes = Math.max(PART_BYTES, Math.ceilDiv(bytes, MOST_PARTS));
        var urls = new ArrayList<String>();
        for (long before = 0; before < bytes; before += partBytes) {
            urls.add(part(object, upload, urls.size() + 1, Math.min(partBytes, bytes - before)));
        }
        return new Parts(partBytes, urls, Map.of(), until, upload);
    }

    @Override
    public long mostCheckedBytes() {
        return MOST_CHECKED_BYTES;
    }

    private String part(StorageUri object, String upload, int number, long bytes) {
        return presigner
                .presignUploadPart(presign -> presign.signatureDuration(VALID)
                        .uploadPartRequest(part -> part.bucket(bucket(object))
                                .key(key(object))
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(bytes)))
                .url()
                .toString();
    }

    @Override
    public void join(StorageUri object, String ticket, long bytes) {
        uploads.join(bucket(object), key(object), ticket, bytes);
    }

    @Override
    public void abandon(StorageUri object, String ticket) {
        uploads.abandon(bucket(object), key(object), ticket);
    }

    private static String bucket(StorageUri object) {
        return object.place().getAuthority();
    }

    /// The key in the bucket, with the prefix of its place.
    private static String key(StorageUri object) {
        return object.place().getPath().replaceFirst("^/", "") + object.key();
    }

    /// The header that names a download, as in RFC 6266, for names of any letters.
    private static String attachment(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename*=UTF-8''" + encoded;
    }
}
