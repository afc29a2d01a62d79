package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(404, "NoSuchKey", NoSuchObject.class),
                Arguments.of(404, "NoSuchVersion", NoSuchObject.class),
                Arguments.of(404, null, NoSuchObject.class),
                Arguments.of(404, "NoSuchBucket", StorageDenied.class),
                Arguments.of(403, "AccessDenied", StorageDenied.class),
                Arguments.of(403, "InvalidObjectState", StorageDenied.class),
                Arguments.of(400, "ExpiredToken", StorageDenied.class),
                Arguments.of(301, "PermanentRedirect", StorageDenied.class),
                Arguments.of(400, "KeyTooLongError", InvalidKey.class),
                Arguments.of(507, "XMinioStorageFull", StorageFull.class),
                Arguments.of(503, "SlowDown", StorageUnavailable.class),
                Arguments.of(500, "InternalError", StorageUnavailable.class),
                Arguments.of(429, null, StorageUnavailable.class),
                Arguments.of(400, "RequestTimeout", StorageUnavailable.class),
                Arguments.of(409, "OperationAborted", StorageUnavailable.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theClassSaysWhatToDoNext(int status, @Nullable String code, Class<?> expected) {
        var details =
                AwsErrorDetails.builder().errorCode(code).errorMessage("no").build();
        var answer = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .message("no")
                .build();
        assertThat(failure((S3Exception) answer))
                .isInstanceOf(expected)
                .hasMessageContaining("read photos/a.jpg")
                .hasCause(answer);
    }

    @Test
    void whatIsWrongOnOurSideOfTheWire() {
        assertThat(failure(SdkClientException.create("Unable to execute HTTP request: timed out")))
                .isInstanceOf(StorageUnavailable.class);
        assertThat(failure(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain")))
                .isInstanceOf(StorageDenied.class);
        assertThat(failure(AbortedException.create("Thread was interrupted")))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageStartingWith("interrupted");
    }

    private static StorageFailure failure(SdkException e) {
        return S3Failures.of("read photos/a.jpg", e);
    }
}
