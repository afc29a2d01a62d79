package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    private static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:enhance:one";
    private static final byte[] PHOTO = TestPhotos.photo("png", 60, 60);
    private static final String KEY = "photo-x2/a.png";

    private final TestPipeline pipeline = new TestPipeline();

    private JsonNode die(String sample, Attempt job, int receives) {
        return handle(TestEvents.message(TestEvents.sample(sample, job), receives));
    }

    private JsonNode handle(JsonNode event) {
        return pipeline.deadLetter().handleRequest(event, new TestContext()).path("batchItemFailures");
    }

    @Test
    void aCallThatLambdaGaveUpEndsItsJob() {
        var job = pipeline.takeIn(KEY, PHOTO);

        assertThat(die("dead-lambda-call.json", job, 1)).isEmpty();

        var failure = pipeline.failure(job);
        assertThat(failure.stage()).isEqualTo("plan");
        assertThat(failure.failure()).isEqualTo("TransientFailure");
        assertThat(failure.detail())
                .isEqualTo("bucket test-work does not answer"
                        + " (arn:aws:lambda:eu-west-1:123456789012:function:azulejo-plan:live, RetriesExhausted)");
    }

    @Test
    void aCallThatNeverAnsweredIsNamedByWhyItWasGivenUp() {
        var job = pipeline.stitched(KEY, PHOTO);

        assertThat(die("dead-lambda-timeout.json", job, 1)).isEmpty();

        assertThat(pipeline.failure(job).stage()).isEqualTo("deliver");
        assertThat(pipeline.failure(job).failure()).isEqualTo("EventAgeExceeded");
    }

    @Test
    void anEventThatReachedNobodyEndsItsJob() {
        var job = pipeline.planned(KEY, PHOTO);
        var why = Map.of("ERROR_CODE", "NO_PERMISSIONS", "ERROR_MESSAGE", "may not start the machine");

        assertThat(handle(TestEvents.message(TestEvents.sample("dead-target.json", job), 1, why)))
                .isEmpty();

        assertThat(pipeline.failure(job).stage()).isEqualTo("infer");
        assertThat(pipeline.failure(job).failure()).isEqualTo("NO_PERMISSIONS");
        assertThat(pipeline.failure(job).detail()).isEqualTo("may not start the machine");
    }

    @Test
    void anExecutionThatFailedEndsItsJob() {
        var job = pipeline.planned(KEY, PHOTO);
        claim(job, EXECUTION);

        assertThat(die("dead-execution.json", job, 1)).isEmpty();

        assertThat(pipeline.failure(job).stage()).isEqualTo("infer");
        assertThat(pipeline.failure(job).failure()).isEqualTo("TransientFailure");
        assertThat(pipeline.failure(job).detail()).isEqualTo("the close found no storage (" + EXECUTION + " FAILED)");
    }

    @Test
    void anExecutionWithoutErrorIsNamedByItsStatus() {
        var job = pipeline.planned(KEY, PHOTO);

        assertThat(die("dead-execution-timeout.json", job, 1)).isEmpty();

        assertThat(pipeline.failure(job).failure()).isEqualTo("TIMED_OUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-execution.json", "dead-target.json"})
    void aJobThatAnotherExecutionWorksOnGoesOn(String sample) {
        var job = pipeline.planned(KEY, PHOTO);
        claim(job, "arn:aws:states:eu-west-1:123456789012:execution:enhance:two");

        assertThat(die(sample, job, 1)).isEmpty();

        assertThat(pipeline.objects.outcome(job)).isEmpty();
    }

    @Test
    void aJobThatWentOnMeanwhileIsLeftAlone() {
        var job = pipeline.planned(KEY, PHOTO);

        assertThat(die("dead-lambda-call.json", job, 1)).isEmpty();

        assertThat(pipeline.objects.decision(job)).isEmpty();
    }

    @Test
    void aShardThatNoWorkerCouldDoIsReportedToItsMachine() {
        var job = pipeline.planned(KEY, PHOTO);

        assertThat(die("dead-task.json", job, 1)).isEmpty();

        assertThat(pipeline.failedTasks)
                .containsExactly(List.of(
                        "AAAAKgAAAAIAAAAA",
                        "dev.azulejo.core.failure.PermanentFailure",
                        "shard 3 of job %s: no worker could do it, and its queue has given up".formatted(job)));
    }

    @Test
    void whatWasDecidedToBeDeliveredIsDelivered() {
        var job = pipeline.stitched(KEY, PHOTO);
        new JobEnding(pipeline.objects).decideToDeliver(job);

        assertThat(die("dead-lambda-timeout.json", job, 1)).isEmpty();

        assertThat(pipeline.objects.outcome(job)).containsInstanceOf(Outcome.Succeeded.class);
        assertThat(pipeline.outbox.exists(KEY)).isTrue();
        assertThat(pipeline.metrics()).contains("\"UndeliveredDecisions\":1");
    }

    @Test
    void whatCannotBeDeliveredAfterItWasDecidedFailsByName() {
        var job = pipeline.stitched(KEY, PHOTO);
        new JobEnding(pipeline.objects).decideToDeliver(job);
        var strip = pipeline.strip(job);
        pipeline.work.delete(strip);

        assertThat(die("dead-lambda-timeout.json", job, 1)).isEmpty();

        assertThat(pipeline.failure(job).stage()).isEqualTo("deliver");
        assertThat(pipeline.failure(job).damaged()).containsExactly(strip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"detail-type\": \"Object Created\"}",
                "{\"token\": \"t\", \"shard\": {}}",
                "{\"source\": \"aws.states\", \"detail\": {\"status\": \"FAILED\", \"input\": \"{}\"}}",
                "{\"source\": \"aws.states\", \"detail\": {\"status\": \"FAILED\"}}"
            })
    void whatNamesNoJobStaysInTheQueue(String body) {
        var failures = handle(TestEvents.message(body, 2));

        assertThat(failures).containsExactly(TestEvents.json("{\"itemIdentifier\": \"message-2\"}"));
        assertThat(pipeline.hopeless).as("messages that come again at once").containsExactly("message-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-intake.json", "dead-lambda-call.json"})
    void whatIsOfNoJobThatExistsStaysInTheQueue(String sample) {
        assertThat(die(sample, Attempt.first(new JobId("0123456789abcdef01234567")), 1))
                .hasSize(1);
    }

    @Test
    void anEndThatNobodyWasToldOfStaysInTheQueue() {
        var job = pipeline.stitched(KEY, PHOTO);
        pipeline.deliver()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/stitched.json".formatted(job)), new TestContext());
        var body = TestEvents.sample("dead-target.json", job).replace("manifest.json", "outcome.json");

        assertThat(handle(TestEvents.message(body, 1))).hasSize(1);
        assertThat(pipeline.objects.outcome(job)).containsInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void oneMessageThatFailsDoesNotKeepTheOthers() {
        var job = pipeline.takeIn(KEY, PHOTO);
        var event = (com.fasterxml.jackson.databind.node.ObjectNode) TestEvents.message("no JSON", 1);
        event.withArray("Records")
                .add(TestEvents.message(TestEvents.sample("dead-lambda-call.json", job), 2)
                        .path("Records")
                        .get(0));

        assertThat(handle(event)).containsExactly(TestEvents.json("{\"itemIdentifier\": \"message-1\"}"));
        assertThat(pipeline.failure(job).stage()).isEqualTo("plan");
    }

    private void claim(Attempt job, String execution) {
        pipeline.work.put(
                "jobs/%s/attempts/0/enhance.claim".formatted(job),
                "{\"execution\":\"%s\"}".formatted(execution).getBytes(StandardCharsets.UTF_8));
    }
}
