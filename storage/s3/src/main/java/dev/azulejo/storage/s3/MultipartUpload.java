package dev.azulejo.storage.s3;

import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An object that is sent in parts, which may go at once from several threads, and appears when it is
/// completed (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>). It must always be
/// ended, or S3 keeps its parts and charges for them.
///
/// If the client sends checksums, the upload is created with one, each part is sent with its own, S3
/// answers a copied part with that of its range, and the completion lists them all, or S3 refuses it
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>). The
/// checksum of the object is made of theirs (`COMPOSITE`): docs/s3.md says why.
final class MultipartUpload {
    private final NewObject object;
    private final Bucket bucket;
    private final String id;
    private final @Nullable ChecksumAlgorithm checksum;
    private final Optional<HeadObjectResponse> before;

    private MultipartUpload(
            NewObject object, String id, @Nullable ChecksumAlgorithm checksum, Optional<HeadObjectResponse> before) {
        this.object = object;
        this.bucket = object.bucket();
        this.id = id;
        this.checksum = checksum;
        this.before = before;
    }

    static MultipartUpload start(NewObject object) {
        return start(object, object.bucket().checksum());
    }

    /// Starts an upload for a server that throws [CopyRefused].
    static MultipartUpload startWithoutChecksum(NewObject object) {
        return start(object, null);
    }

    private static MultipartUpload start(NewObject object, @Nullable ChecksumAlgorithm checksum) {
        var bucket = object.bucket();
        var before = bucket.head(object.key());
        var created = S3Failures.typed(
                "start writing " + bucket.at(object.key()),
                () -> bucket.client()
                        .createMultipartUpload(request -> request.bucket(bucket.name())
                                .key(object.fullKey())
                                .contentType(object.contentType())
                                .metadata(object.headers())
                                .checksumAlgorithm(checksum)
                                .checksumType(checksum == null ? null : ChecksumType.COMPOSITE)));
        LeftoverUploads.begin(created.uploadId());
        return new MultipartUpload(object, created.uploadId(), checksum, before);
    }

    /// Continues an upload that another process has started.
    static MultipartUpload resumed(NewObject object, String id, boolean isChecked) {
        LeftoverUploads.begin(id);
        var checksum = isChecked ? ChecksumAlgorithm.CRC32 : null;
        return new MultipartUpload(object, id, checksum, object.bucket().head(object.key()));
    }

    String id() {
        return id;
    }

    boolean isChecked() {
        return checksum != null;
    }

    /// The parts that have arrived, from the first on, as long as each has the length of [PartSizes] and
    /// more must follow: the last one is never among them.
    ///
    /// @param bytes of the whole object
    /// @throws UploadGone when the upload is no longer there
    List<CompletedPart> arrived(long bytes) {
        return typed("look at %s".formatted(name()), () -> {
            var parts = new ArrayList<CompletedPart>();
            var listed = bucket.client()
                    .listPartsPaginator(request ->
                            request.bucket(bucket.name()).key(object.fullKey()).uploadId(id))
                    .parts();
            long end = 0;
            for (var part : listed) {
                int number = parts.size() + 1;
                end += part.size();
                boolean isWithoutChecksum = checksum != null && part.checksumCRC32() == null;
                if (part.partNumber() != number
                        || part.size() != PartSizes.bytesOf(number)
                        || end >= bytes
                        || isWithoutChecksum) {
                    break;
                }
                parts.add(completed(number, part.eTag(), part.checksumCRC32()));
            }
            return parts;
        });
    }

    /// @param number from 1 on
    /// @throws UploadGone when the upload is no longer there
    CompletedPart upload(int number, byte[] bytes, int length) {
        var answer = typed(
                "write part %d of %d bytes to %s".formatted(number, length, name()),
                () -> bucket.client()
                        .uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(object.fullKey())
                                        .uploadId(id)
                                        .partNumber(number)
                                        .checksumAlgorithm(checksum),
                                NewObject.body(bytes, length)));
        return completed(number, answer.eTag(), answer.checksumCRC32());
    }

    /// Lets S3 copy a part from `source`, if that still has the ETag.
    ///
    /// @param number from 1 on
    /// @param whole whether the part is all of its object; else that must have more than 5 MiB
    /// @throws UploadGone when the upload is no longer there
    /// @throws CopyRefused when the server copies nothing into an upload with checksums
    CompletedPart copy(int number, Bucket source, Part part, boolean whole, String etag) {
        var doing = "copy %d bytes at %d of %s to %s"
                .formatted(part.length(), part.offset(), source.at(part.key()), name());
        var range = whole ? null : "bytes=%d-%d".formatted(part.offset(), part.offset() + part.length() - 1);
        try {
            var result = typed(
                            doing,
                            () -> bucket.client()
                                    .uploadPartCopy(request -> request.sourceBucket(source.name())
                                            .sourceKey(source.full(part.key()))
                                            .copySourceRange(range)
                                            .copySourceIfMatch(etag)
                                            .destinationBucket(bucket.name())
                                            .destinationKey(object.fullKey())
                                            .uploadId(id)
                                            .partNumber(number)))
                    .copyPartResult();
            return completed(number, result.eTag(), result.checksumCRC32());
        } catch (S3Exception e) {
            throw new StorageUnavailable("could not %s: it was replaced meanwhile".formatted(doing), e);
        } catch (StorageDenied e) {
            boolean isOfChecksum = checksum != null
                    && e.getCause() instanceof S3Exception answer
                    && S3Failures.code(answer).equals("InvalidArgument");
            throw isOfChecksum ? new CopyRefused("could not " + doing, e) : e;
        }
    }

    /// A completed part; S3 may answer with a checksum also in an upload without them, which must then not
    /// be sent back.
    private CompletedPart completed(int number, String etag, @Nullable String crc32) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumCRC32(checksum == null ? null : crc32)
                .build();
    }

    /// Makes the object appear, and removes what killed writers have left of uploads to its key.
    ///
    /// @param parts in the order of their numbers
    /// @return whether `precondition` held
    boolean complete(List<CompletedPart> parts, Precondition precondition) {
        // Those that are there now began before this object appears; what begins later is not ours to end.
        var leftovers = LeftoverUploads.of(bucket, object.key(), id);
        try {
            boolean made = typed(
                    "complete %s of %d parts".formatted(name(), parts.size()),
                    () -> object.commitment()
                            .make(
                                    precondition,
                                    () -> bucket.client()
                                            .completeMultipartUpload(request -> request.bucket(bucket.name())
                                                    .key(object.fullKey())
                                                    .uploadId(id)
                                                    .multipartUpload(upload -> upload.parts(parts))
                                                    .ifNoneMatch(Commitment.ifNoneMatch(precondition))
                                                    .ifMatch(Commitment.ifMatch(precondition)))
                                            .eTag()));
            if (made) {
                LeftoverUploads.end(id);
                leftovers.forEach(leftover -> LeftoverUploads.abort(bucket, object.key(), leftover));
            }
            return made;
        } catch (UploadGone gone) {
            return whetherMade(precondition, gone);
        }
    }

    /// Whether an upload that is gone made its object. Either the answer to its completion was lost, or
    /// another process, which has written the same key since this began, took it for a killed writer's.
    /// Ours then came first and was replaced, or was not to replace.
    ///
    /// @throws StorageUnavailable when it was neither: it must be written again
    boolean whetherMade(Precondition precondition, UploadGone gone) {
        var standing = bucket.head(object.key());
        if (object.commitment().isOurs(standing)) {
            return true;
        }
        if (Commitment.fails(precondition, standing)) {
            return false;
        }
        if (precondition instanceof Precondition.None && standing.isPresent() && !isSame(standing, before)) {
            return true;
        }
        throw new StorageUnavailable("could not write %s: its upload was aborted".formatted(name()), gone);
    }

    private static boolean isSame(Optional<HeadObjectResponse> one, Optional<HeadObjectResponse> other) {
        return one.map(MultipartUpload::identity).equals(other.map(MultipartUpload::identity));
    }

    private static List<Object> identity(HeadObjectResponse object) {
        return List.of(object.eTag(), object.lastModified(), object.metadata(), String.valueOf(object.versionId()));
    }

    /// Leaves the upload for another process to continue.
    void leave() {
        LeftoverUploads.end(id);
    }

    /// Aborts the upload; no part may be on its way. It never fails: remains are removed by the next writer
    /// of the key, or by the lifecycle rule of the bucket.
    void abort() {
        LeftoverUploads.end(id);
        LeftoverUploads.abort(bucket, object.key(), id);
    }

    private String name() {
        return bucket.at(object.key());
    }

    /// Converts failures, but leaves a failed precondition to the caller.
    private static <T> T typed(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (S3Exception e) {
            if (S3Failures.code(e).equals("NoSuchUpload")) {
                throw new UploadGone("could not " + doing, e);
            }
            if (e.statusCode() == S3Failures.PRECONDITION_FAILED) {
                throw e;
            }
            throw S3Failures.of(doing, e);
        } catch (SdkException e) {
            throw S3Failures.of(doing, e);
        }
    }
}
