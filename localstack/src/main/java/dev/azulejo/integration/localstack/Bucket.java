package dev.azulejo.integration.localstack;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// A bucket used by the tests.
record Bucket(S3Client s3, String name) {
    void createIfAbsent() {
        try {
            s3.headBucket(request -> request.bucket(name));
        } catch (NoSuchBucketException e) {
            s3.createBucket(request -> request.bucket(name));
        }
    }

    /// Deletes all versions and all uploads that were not completed.
    void empty() {
        for (var page : s3.listObjectVersionsPaginator(request -> request.bucket(name))) {
            page.versions().forEach(version -> delete(version.key(), version.versionId()));
            page.deleteMarkers().forEach(marker -> delete(marker.key(), marker.versionId()));
        }
        s3.listMultipartUploadsPaginator(request -> request.bucket(name))
                .uploads()
                .forEach(upload -> s3.abortMultipartUpload(
                        request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
    }

    private void delete(String key, String version) {
        s3.deleteObject(request -> request.bucket(name).key(key).versionId(version));
    }
}
