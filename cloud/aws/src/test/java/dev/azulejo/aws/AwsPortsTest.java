package dev.azulejo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.events.EventNames;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Tests how functions and workers handle the answers of EventBridge and Step Functions.
class AwsPortsTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    private final MemoryStorage work = new MemoryStorage();
    private final List<PutEventsRequestEntry> sent = new ArrayList<>();

    private void end(UnaryOperator<PutEventsResponse.Builder> answer) {
        var key = "jobs/%s/attempts/0/outcome.json".formatted(JOB);
        work.put(key, new byte[] {1});
        var source = new SourceRef(new StorageUri(URI.create("s3://test-inbox"), "a.png"), "1", 1);
        var outcome = new Outcome.Cancelled(Outcome.SCHEMA, JOB, 0, source, "by hand");
        new EventBridgeNotifier(bus(answer), "our-bus", URI.create("s3://test-work"), work)
                .ended(JOB + "-0", outcome, Optional.of(Correlation.ofEvent("/orders", "4711")));
    }

    private EventBridgeClient bus(UnaryOperator<PutEventsResponse.Builder> answer) {
        return new EventBridgeClient() {
            @Override
            public PutEventsResponse putEvents(PutEventsRequest request) {
                sent.addAll(request.entries());
                return answer.apply(PutEventsResponse.builder()).build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private static TaskReports reports(SdkException answer) {
        return new StepFunctionsReports(new SfnClient() {
            @Override
            public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
                throw answer;
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        });
    }

    @Test
    void anEndIsPutOnTheBusUnderOneIdAndTheTimeOfTheOutcome() throws Exception {
        end(answer -> answer.failedEntryCount(0));
        end(answer -> answer.failedEntryCount(0));

        var event = sent.getFirst();
        var detail = new JsonMapper().readTree(event.detail());
        assertThat(event.eventBusName()).isEqualTo("our-bus");
        assertThat(event.source()).isEqualTo(EventNames.OURS);
        assertThat(event.detailType()).isEqualTo("ImageCancelled");
        assertThat(detail.path("id").textValue()).isEqualTo(JOB + "-0");
        assertThat(detail.path("source").textValue()).isEqualTo(EventNames.OURS + "/test-work");
        assertThat(detail.at("/data/correlation/source").textValue()).isEqualTo("/orders");
        assertThat(detail.at("/data/correlation/id").textValue()).isEqualTo("4711");
        assertThat(detail.path("time").textValue()).isEqualTo(event.time().toString());
    }

    @Test
    void anEventThatTheBusDidNotTakeIsTriedAgainThoughTheCallSucceeded() {
        assertThatThrownBy(() -> end(answer -> answer.failedEntryCount(1)
                        .entries(PutEventsResultEntry.builder()
                                .errorCode("ThrottlingException")
                                .errorMessage("slow down")
                                .build())))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("the bus our-bus did not take event %s-0: ThrottlingException: slow down", JOB);
    }

    @Test
    void aBusThatDoesNotAnswerIsTriedAgain() {
        assertThatThrownBy(() -> end(answer -> {
                    throw SdkClientException.create("connection refused");
                }))
                .isInstanceOf(TransientFailure.class);
    }

    @Test
    void aTokenForWhichNobodyWaitsIsDone() {
        for (var gone : List.<SdkException>of(
                (SdkException) InvalidTokenException.builder().build(),
                (SdkException) TaskDoesNotExistException.builder().build(),
                (SdkException) TaskTimedOutException.builder().build())) {
            assertThat(reports(gone).failed("token", "error", "cause")).isFalse();
        }
    }

    @Test
    void aMachineThatDoesNotAnswerIsTriedAgain() {
        assertThatThrownBy(() ->
                        reports(SdkClientException.create("connection refused")).failed("token", "error", "cause"))
                .isInstanceOf(TransientFailure.class);
    }

    private static Executions executions(Iterator<Supplier<DescribeExecutionResponse>> answers) {
        var client = new SfnClient() {
            @Override
            public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
                return answers.next().get();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        return new StepFunctionsExecutions(client, Duration.ZERO);
    }

    private static DescribeExecutionResponse is(ExecutionStatus status) {
        return DescribeExecutionResponse.builder().status(status).build();
    }

    private static DescribeExecutionResponse unknown() {
        throw (SdkException) ExecutionDoesNotExistException.builder().build();
    }

    /// Answers are eventually consistent: an execution that has just begun may not be known yet.
    @Test
    void anExecutionIsGoneWhenItIsUnknownTwice() {
        assertThat(executions(List.<Supplier<DescribeExecutionResponse>>of(
                                        AwsPortsTest::unknown, () -> is(ExecutionStatus.RUNNING))
                                .iterator())
                        .isRunning("arn"))
                .isTrue();
        assertThat(executions(List.<Supplier<DescribeExecutionResponse>>of(AwsPortsTest::unknown, AwsPortsTest::unknown)
                                .iterator())
                        .isRunning("arn"))
                .isFalse();
    }

    @Test
    void anExecutionThatHasEndedOrWasNeverOneDoesNotRun() {
        for (var answer : List.<Supplier<DescribeExecutionResponse>>of(
                () -> is(ExecutionStatus.ABORTED), () -> is(ExecutionStatus.SUCCEEDED), () -> {
                    throw (SdkException) InvalidArnException.builder().build();
                })) {
            assertThat(executions(List.of(answer).iterator()).isRunning("arn")).isFalse();
        }
    }

    @Test
    void aMachineThatDoesNotTellIsAskedAgainLater() {
        assertThatThrownBy(() -> executions(List.<Supplier<DescribeExecutionResponse>>of(() -> {
                                    throw SdkClientException.create("connection refused");
                                })
                                .iterator())
                        .isRunning("arn"))
                .isInstanceOf(TransientFailure.class);
    }
}
