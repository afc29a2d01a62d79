package dev.azulejo.storage.s3;

import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The moment at which an object appears, if a precondition holds
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>).
///
/// A request whose answer was lost is sent again by the SDK, and is then refused because of itself. So
/// after each refusal we check whether the object there carries our own number.
///
/// @param writeId the number, of this write alone
/// @param etag of the object when it has appeared and the answer was not lost; before, empty
record Commitment(Bucket bucket, String key, String writeId, AtomicReference<String> etag) {
    private static final int MAX_CONFLICTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;

    Commitment(Bucket bucket, String key, String writeId) {
        this(bucket, key, writeId, new AtomicReference<>(""));
    }

    static @Nullable String ifNoneMatch(Precondition precondition) {
        return precondition instanceof Precondition.Absent ? "*" : null;
    }

    static @Nullable String ifMatch(Precondition precondition) {
        return precondition instanceof Precondition.Matches(var etag) ? etag : null;
    }

    /// @param request answers with the etag
    /// @return whether the object appeared, by this request or one before it
    /// @throws S3Exception as the request throws, except refusals
    boolean make(Precondition precondition, Supplier<String> request) {
        for (int conflicts = 1; ; conflicts++) {
            try {
                etag.set(request.get());
                return true;
            } catch (S3Exception e) {
                boolean refused = isRefusal(e, precondition);
                if (!refused && e.statusCode() != S3Failures.CONFLICT) {
                    throw e;
                }
                var standing = bucket.head(key);
                if (isOurs(standing)) {
                    return true;
                }
                if (refused || fails(precondition, standing)) {
                    return false;
                }
                if (conflicts == MAX_CONFLICTS) {
                    throw new StorageUnavailable(
                            "could not write %s: %d times another write was on its way"
                                    .formatted(bucket.at(key), conflicts),
                            e);
                }
                pause(conflicts);
            }
        }
    }

    /// Whether the precondition failed; an `If-Match` without any object is answered by 404.
    private static boolean isRefusal(S3Exception e, Precondition precondition) {
        boolean nothingToMatch = precondition instanceof Precondition.Matches
                && S3Failures.code(e).equals("NoSuchKey");
        return nothingToMatch || e.statusCode() == S3Failures.PRECONDITION_FAILED;
    }

    boolean isOurs(Optional<HeadObjectResponse> standing) {
        return standing.map(object -> object.metadata().get(MetadataHeaders.WRITE_ID))
                .filter(writeId::equals)
                .isPresent();
    }

    static boolean fails(Precondition precondition, Optional<HeadObjectResponse> standing) {
        return switch (precondition) {
            case Precondition.None() -> false;
            case Precondition.Absent() -> standing.isPresent();
            case Precondition.Matches(var etag) ->
                standing.filter(object -> etag.equals(object.eTag())).isEmpty();
        };
    }

    private void pause(int conflicts) {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << conflicts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted while writing " + bucket.at(key), e);
        }
    }
}
