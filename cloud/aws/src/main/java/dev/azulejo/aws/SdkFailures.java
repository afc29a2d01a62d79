package dev.azulejo.aws;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Translates exceptions of the AWS SDK, which has retried already, into failures.
final class SdkFailures {
    private static final int FORBIDDEN = 403;

    private SdkFailures() {}

    static StageFailure of(String what, SdkException e) {
        var message = "%s: %s".formatted(what, e.getMessage());
        return e instanceof AwsServiceException service && service.statusCode() == FORBIDDEN
                ? new PermanentFailure(message, e)
                : new TransientFailure(message, e);
    }

    static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
