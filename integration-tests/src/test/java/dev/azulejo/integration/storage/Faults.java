package dev.azulejo.integration.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What goes wrong between a client and its server. Each fault befalls the next request of its kind, once, in the order
/// in which they were named. Not for several threads of one kind of request.
final class Faults implements ExecutionInterceptor {
    private final List<Fault> faults = new ArrayList<>();

    private record Fault(Class<? extends SdkRequest> kind, boolean isLoss, Runnable action) {}

    /// The server does what it is asked, and its answer is lost.
    void loseAnswer(Class<? extends SdkRequest> kind) {
        add(new Fault(kind, true, () -> {}));
    }

    /// The server refuses.
    void refuse(Class<? extends SdkRequest> kind, int status, String code) {
        before(kind, () -> {
            throw refusal(status, code);
        });
    }

    static RuntimeException refusal(int status, String code) {
        var details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("as the test wants it")
                .build();
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .message(code)
                .build();
    }

    /// Something else happens just before the server is asked.
    void before(Class<? extends SdkRequest> kind, Runnable action) {
        add(new Fault(kind, false, action));
    }

    private synchronized void add(Fault fault) {
        faults.add(fault);
    }

    private synchronized List<Fault> taken(Predicate<Fault> which) {
        var taken = faults.stream().filter(which).limit(1).toList();
        taken.forEach(faults::remove); // no more than one of several that are equal
        return taken;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        taken(fault -> !fault.isLoss() && fault.kind().isInstance(context.request()))
                .forEach(fault -> fault.action().run());
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var losses = taken(fault -> fault.isLoss() && fault.kind().isInstance(context.request()));
        return losses.isEmpty()
                ? context.httpResponse()
                : context.httpResponse().toBuilder().statusCode(503).build();
    }
}
