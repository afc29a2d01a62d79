package dev.azulejo.infra;

import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// Policy statements in the words of this project.
final class Allowed {
    private static final List<String> READ = List.of("s3:GetObject", "s3:GetObjectVersion");
    private static final List<String> WRITE = List.of("s3:PutObject", "s3:AbortMultipartUpload");

    private Allowed() {}

    static PolicyStatement read(IBucket bucket, String... keys) {
        return read(objects(bucket, keys));
    }

    /// @param objects by their ARNs
    static PolicyStatement read(String... objects) {
        return to(READ, objects);
    }

    static PolicyStatement write(IBucket bucket, String... keys) {
        return write(objects(bucket, keys));
    }

    /// @param objects by their ARNs
    static PolicyStatement write(String... objects) {
        return to(WRITE, objects);
    }

    static PolicyStatement delete(IBucket bucket, String... keys) {
        return to(List.of("s3:DeleteObject"), objects(bucket, keys));
    }

    /// The right to list, by which S3 also tells "not there" from "not allowed": without it, both are 403.
    static PolicyStatement list(IBucket bucket) {
        return to(List.of("s3:ListBucket"), bucket.getBucketArn());
    }

    /// The right to list objects and uploads; a writer needs it, as it looks for uploads that its own
    /// earlier try has left.
    static PolicyStatement listAndUploads(IBucket bucket) {
        return to(List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"), bucket.getBucketArn());
    }

    private static String[] objects(IBucket bucket, String... keys) {
        return Arrays.stream(keys).map(bucket::arnForObjects).toArray(String[]::new);
    }

    static PolicyStatement to(List<String> actions, String... resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build();
    }
}
