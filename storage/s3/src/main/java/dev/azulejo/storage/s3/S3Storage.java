package dev.azulejo.storage.s3;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket of S3, or the part of it below a prefix, as a storage.
///
/// A bucket should keep versions: else [#version] reads the whole object to hash it. It should have a
/// lifecycle rule that aborts incomplete multipart uploads after a few days: a killed writer leaves one,
/// and it is removed by the next that completes a multipart upload to the same key, if there is one. Two
/// processes that write one key with [Precondition#NONE] and more than 8 MiB at the same time are ordered
/// in either way.
///
/// Needs `s3:GetObject`, `s3:GetObjectVersion`, `s3:PutObject`, `s3:DeleteObject`,
/// `s3:AbortMultipartUpload`, and of the bucket `s3:ListBucket` (without it a missing object is
/// [dev.azulejo.storage.StorageDenied]) and `s3:ListBucketMultipartUploads`. To [#resume] it needs
/// `s3:ListMultipartUploadParts`, too.
public final class S3Storage implements JobStorage, ResumableStorage {
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

    private final Bucket bucket;
    private final Reading reading;

    /// @param client stays the caller's to close
    /// @param prefix of all keys in the bucket: empty, or a folder that ends in `/`
    /// @param mediaTypes the media type of an object by its key: a browser shows the image behind a link to
    ///     it
    public S3Storage(S3Client client, String bucket, String prefix, UnaryOperator<String> mediaTypes) {
        this.bucket = new Bucket(client, bucket, prefix, mediaTypes);
        this.reading = new Reading(this.bucket);
    }

    @Override
    public InputStream read(String key) {
        return reading.whole(key);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return ContentVersion.isOne(version) ? reading.contentVersion(key, version) : reading.version(key, version);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return reading.range(key, offset, length);
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return PendingUpload.of(bucket, key, metadata);
    }

    @Override
    public ResumableObject begin(String key, long bytes, Map<String, String> metadata) {
        return PendingUpload.kept(bucket, key, metadata, bytes);
    }

    @Override
    public ResumableObject resume(String token) {
        return PendingUpload.resumed(bucket, UploadToken.parse(token));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return bucket.head(key).map(found -> stat(key, found));
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        return ContentVersion.isOne(version)
                ? JobStorage.super.statVersion(key, version)
                : bucket.head(key, version).map(found -> stat(key, found));
    }

    private static ObjectStat stat(String key, HeadObjectResponse found) {
        return new ObjectStat(
                key,
                found.contentLength(),
                found.lastModified(),
                found.eTag(),
                MetadataHeaders.decoded(found.metadata()));
    }

    /// The MD5 is the etag of an object that was written by one request and is encrypted by S3's own keys
    /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html>). With other keys it is other digits.
    @Override
    public Optional<String> md5(ObjectStat stat) {
        return Optional.of(MD5.matcher(stat.etag())).filter(Matcher::matches).map(etag -> etag.group(1));
    }

    @Override
    public String version(String key) {
        var found = bucket.head(key).orElseThrow(() -> new NoSuchObject("no object " + bucket.at(key), null));
        // "null" is the one version of an object that was written while none were kept; it may be replaced in place.
        return Optional.ofNullable(found.versionId())
                .filter(id -> !id.equals("null"))
                .orElseGet(() -> reading.contentVersion(key));
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        return list(prefix, _ -> {});
    }

    @Override
    public Stream<ObjectStat> list(String prefix, Consumer<String> unnamed) {
        return Listing.of(bucket, prefix, unnamed);
    }

    @Override
    public void delete(String key) {
        var full = bucket.full(key);
        S3Failures.typed(
                "delete " + bucket.at(key),
                () -> bucket.client()
                        .deleteObject(request -> request.bucket(bucket.name()).key(full)));
    }

    /// Deletes the object if it still has that etag. AWS does so in one step (If-Match, which needs
    /// `s3:GetObject` as well). Some other servers ignore the condition or refuse it: then the etag is
    /// checked before, and a replacement right after that check is lost, too.
    @Override
    public boolean delete(String key, String etag) {
        if (stat(key).filter(stat -> stat.etag().equals(etag)).isEmpty()) {
            return false;
        }
        var full = bucket.full(key);
        return S3Failures.typed("delete " + bucket.at(key), () -> {
            try {
                bucket.client()
                        .deleteObject(request ->
                                request.bucket(bucket.name()).key(full).ifMatch(etag));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == S3Failures.PRECONDITION_FAILED || e.statusCode() == S3Failures.CONFLICT) {
                    return false; // a conflict: another process changed it first
                }
                if (e.statusCode() == S3Failures.NOT_IMPLEMENTED) {
                    delete(key);
                    return true;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
        return NewObject.of(bucket, key, Map.of()).put(bytes, bytes.length, Precondition.ABSENT);
    }

    @Override
    public void put(String key, byte[] bytes) {
        NewObject.of(bucket, key, Map.of()).put(bytes, bytes.length, Precondition.NONE);
    }

    @Override
    public boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        if (target instanceof S3Storage other && other.bucket.client().equals(bucket.client())) {
            return new Composition(bucket, parts, NewObject.of(other.bucket, key, metadata)).make(precondition);
        }
        return JobStorage.super.compose(parts, target, key, metadata, precondition);
    }

    @Override
    public void copy(Part part, PendingObject target) throws IOException {
        if (part.length() == 0) {
            JobStorage.super.copy(part, target);
            return;
        }
        try (var bytes = reading.range(part, null)) {
            bytes.transferTo(target);
        }
    }
}
