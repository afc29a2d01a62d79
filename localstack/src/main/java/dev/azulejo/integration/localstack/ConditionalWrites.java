package dev.azulejo.integration.localstack;

import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Lets only one conditional write of this process go to LocalStack at a time. S3 checks the condition and
/// writes in one step (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>);
/// LocalStack 4.9 locks the new version, not the key, so that two writers may pass the same check, and both
/// are told that they won.
final class ConditionalWrites implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> HELD = new ExecutionAttribute<>("azulejo.conditional-write");

    private final Semaphore turn = new Semaphore(1);

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (isConditional(context.request())) {
            turn.acquireUninterruptibly();
            attributes.putAttribute(HELD, true);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    private void end(ExecutionAttributes attributes) {
        if (attributes.getAttribute(HELD) != null) {
            attributes.putAttribute(HELD, null);
            turn.release();
        }
    }

    private static boolean isConditional(SdkRequest request) {
        boolean writes = request instanceof PutObjectRequest || request instanceof CompleteMultipartUploadRequest;
        return writes
                && Stream.of("IfMatch", "IfNoneMatch")
                        .anyMatch(field ->
                                request.getValueForField(field, String.class).isPresent());
    }
}
