package dev.azulejo.storage.s3;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Multipart uploads whose writers died. Nothing here fails a write: those that remain cost money, not
/// bytes.
final class LeftoverUploads {
    private static final System.Logger LOG = System.getLogger(LeftoverUploads.class.getName());

    /// The uploads of this process, so two writers in it never end each other's.
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    private LeftoverUploads() {}

    static void begin(String id) {
        IN_USE.add(id);
    }

    static void end(String id) {
        IN_USE.remove(id);
    }

    /// The uploads to exactly this key that are not this process's.
    static List<String> of(Bucket bucket, String key, String own) {
        var full = bucket.full(key);
        var ids = new ArrayList<String>();
        try {
            var pages = bucket.client()
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket.name()).prefix(full));
            for (var page : pages) {
                page.uploads().stream()
                        .filter(upload -> upload.key().equals(full))
                        .map(MultipartUpload::uploadId)
                        .filter(id -> !id.equals(own) && !IN_USE.contains(id))
                        .forEach(ids::add);
                if (!full.equals(lastKey(page.uploads()))) {
                    break; // they come in the order of keys, and keys that only start like ours come after it
                }
            }
        } catch (SdkException e) {
            LOG.log(Level.WARNING, "could not look for uploads that were left behind at " + bucket.at(key), e);
        }
        return ids;
    }

    private static @Nullable String lastKey(List<MultipartUpload> uploads) {
        return uploads.isEmpty() ? null : uploads.getLast().key();
    }

    static void abort(Bucket bucket, String key, String id) {
        boolean interrupted = Thread.interrupted(); // else the SDK would not even ask
        try {
            bucket.client()
                    .abortMultipartUpload(request ->
                            request.bucket(bucket.name()).key(bucket.full(key)).uploadId(id));
        } catch (SdkException e) {
            boolean gone = e instanceof AwsServiceException answer && answer.statusCode() == S3Failures.NOT_FOUND;
            if (!gone) {
                LOG.log(Level.WARNING, "upload %s to %s stays behind".formatted(id, bucket.at(key)), e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
