package dev.azulejo.storage.s3;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Busy;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns errors of S3 or its SDK into failures that tell the caller what to do. By then the SDK has tried
/// again. Codes are those of <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
final class S3Failures {
    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;

    /// The status of a server that knows a header but does not support it.
    static final int NOT_IMPLEMENTED = 501;
    static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Set<String> NO_ROOM =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    /// The codes of refusals that may pass when the request is sent again.
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "IncompleteBody",
            "BadDigest",
            "XAmzContentChecksumMismatch",
            "XAmzContentSHA256Mismatch",
            "OperationAborted",
            "ConditionalRequestConflict");

    private S3Failures() {}

    static <T> T typed(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw of(doing, e);
        }
    }

    /// @param doing the attempted action, with the key and the numbers, such as `"read photos/a.jpg in
    ///     s3://inbox/"`
    static StorageFailure of(String doing, SdkException e) {
        var message = "could not %s: %s".formatted(doing, e.getMessage());
        return switch (e) {
            case AwsServiceException answer -> ofAnswer(message, answer);
            case AbortedException _ -> new StorageUnavailable("interrupted: " + message, e);
            default ->
                message.contains("Unable to load credentials")
                        ? new StorageDenied(message, e)
                        : new StorageUnavailable(message, e);
        };
    }

    private static StorageFailure ofAnswer(String message, AwsServiceException e) {
        var code = code(e);
        int status = e.statusCode();
        if (code.equals("NoSuchBucket")) {
            return new StorageDenied(message + " (create the bucket, or name another)", e);
        }
        if (status == NOT_FOUND) {
            return new NoSuchObject(message, e);
        }
        if (code.equals("KeyTooLongError")) {
            return new InvalidKey(message, e);
        }
        if (status == 507 || NO_ROOM.contains(code)) {
            return new StorageFull(message, e);
        }
        if (Busy.isBusy(status) || e.isThrottlingException() || PASSING.contains(code)) {
            return new StorageUnavailable(message, e);
        }
        if (status == 301 || status == 307 || code.equals("AuthorizationHeaderMalformed")) {
            return new StorageDenied(message + " (does the bucket lie in AWS_REGION?)", e);
        }
        return new StorageDenied(message, e);
    }

    static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
