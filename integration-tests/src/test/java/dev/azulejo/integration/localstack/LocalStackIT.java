package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.events.EventNames;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// What our tests rely on when they run on LocalStack.
@OnLocalStack
class LocalStackIT {
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String ODD_KEY = "holidays/a b+c%20ü.jpg";

    private final AwsClients aws;

    LocalStackIT(AwsClients aws) {
        this.aws = aws;
    }

    @Test
    void itListensToThisMachineAlone(LocalStack localStack) {
        assertThat(localStack.endpoint().getHost()).isIn("127.0.0.1", "localhost");
    }

    @Test
    void aQueueHasAnAddressOfThisServer(LocalStack localStack) {
        assumeThat(localStack).isNotInstanceOf(ExternalLocalStack.class); // whose settings are not ours
        var queue = URI.create(Subscription.of(aws, "address").url());
        assertThat(queue.getAuthority()).isEqualTo(aws.endpoint().getAuthority());
    }

    @Test
    void anObjectMakesAnEventWithItsKeyAsItIs() {
        var bucket = bucketWithEvents("raw-keys");
        var queue = Subscription.of(aws, "raw-keys");
        rule("raw-keys", objectsOf(bucket), queue.arn());
        var version = aws.s3()
                .putObject(request -> request.bucket(bucket).key(ODD_KEY), RequestBody.fromString("pixels"))
                .versionId();

        var event = queue.await(SOON, message -> true);
        assertThat(event.path("detail-type").asText()).isEqualTo(EventNames.OBJECT_CREATED);
        assertThat(event.at("/detail/object/key").asText()).isEqualTo(ODD_KEY);
        assertThat(event.at("/detail/object/version-id").asText()).isEqualTo(version);
        assertThat(event.at("/detail/object/size").asLong()).isEqualTo(6);
        assertThat(event.at("/detail/reason").asText()).isEqualTo("PutObject");
    }

    @Test
    void laterObjectsHaveLaterSequencers() {
        var bucket = bucketWithEvents("sequencers");
        var queue = Subscription.of(aws, "sequencers");
        rule("sequencers", objectsOf(bucket), queue.arn());
        aws.s3().putObject(request -> request.bucket(bucket).key("one"), RequestBody.fromString("1"));
        var first = queue.await(SOON, message -> true)
                .at("/detail/object/sequencer")
                .asText();
        aws.s3().putObject(request -> request.bucket(bucket).key("one"), RequestBody.fromString("2"));
        var second = queue.await(SOON, message -> true)
                .at("/detail/object/sequencer")
                .asText();
        assertThat(second).hasSameSizeAs(first).isGreaterThan(first);
    }

    @Test
    void anObjectStartsAJavaFunctionWhoseProcessStaysWarm() throws IOException {
        var bucket = bucketWithEvents("tiny-function");
        var answers = Subscription.of(aws, "tiny-function");
        var function = new TestFunction(aws, "tiny-function");
        function.create(TinyFunction.HANDLER, Map.of("GREETING", "good day"));
        aws.lambda()
                .putFunctionEventInvokeConfig(request -> request.functionName("tiny-function")
                        .destinationConfig(to -> to.onSuccess(queue -> queue.destination(answers.arn()))));
        rule("tiny-function", objectsOf(bucket), function.arn());

        aws.s3().putObject(request -> request.bucket(bucket).key(ODD_KEY), RequestBody.fromString("pixels"));
        var first = answers.await(SOON, message -> true).path("responsePayload");
        assertThat(first.at("/got/detail/object/key").asText()).isEqualTo(ODD_KEY);
        assertThat(first.path("greeting").asText()).isEqualTo("good day");
        assertThat(first.path("endpoint").asText()).startsWith("http://");
        assertThat(first.path("java").asInt()).isGreaterThanOrEqualTo(25);
        assertThat(first.path("heap").asLong()).isLessThan(256 << 20);

        aws.s3().putObject(request -> request.bucket(bucket).key("again"), RequestBody.fromString("pixels"));
        var second = answers.await(SOON, message -> true).path("responsePayload");
        assertThat(second.at("/got/detail/object/key").asText()).isEqualTo("again");
        assertThat(second.path("process").asLong())
                .isEqualTo(first.path("process").asLong());

        function.delete();
    }

    @Test
    void anEventThatAFunctionFailsOnEndsWithItsCauseAtTheFailureDestination() throws IOException {
        var failures = Subscription.of(aws, "failing-function");
        var function = new TestFunction(aws, "failing-function");
        function.create(TinyFunction.HANDLER, Map.of());
        aws.lambda()
                .putFunctionEventInvokeConfig(request -> request.functionName("failing-function")
                        .destinationConfig(to -> to.onFailure(queue -> queue.destination(failures.arn()))));
        aws.lambda()
                .invoke(request -> request.functionName("failing-function")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{\"fail\": \"on purpose\"}")));

        var failure = failures.await(SOON, message -> true);
        assertThat(failure.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(failure.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(failure.at("/requestPayload/fail").asText()).isEqualTo("on purpose");
        assertThat(failure.at("/responsePayload/errorType").asText()).endsWith("IllegalStateException");
        assertThat(failure.at("/responsePayload/errorMessage").asText()).isEqualTo("planted: on purpose");
        function.delete();
    }

    @Test
    void anExecutionThatFailsIsAnEventWithItsInput() {
        var event = eventOf("FAILED", """
                {"StartAt": "End", "States": {"End": {"Type": "Fail", "Error": "Boom", "Cause": "planted"}}}""", execution -> {});
        assertThat(event.path("detail-type").asText()).isEqualTo(EventNames.EXECUTION_CHANGED);
        assertThat(event.at("/detail/input").asText()).isEqualTo("{\"key\":\"jobs/1\"}");
        assertThat(event.at("/detail/error").asText()).isEqualTo("Boom");
        assertThat(event.at("/detail/cause").asText()).isEqualTo("planted");
        assertThat(event.at("/detail/stopDate").isIntegralNumber()).isTrue();
    }

    @Test
    void anExecutionThatTakesTooLongIsAnEvent() {
        var event = eventOf("TIMED_OUT", """
                {"TimeoutSeconds": 1, "StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 60, "End": true}}}""", execution -> {});
        assertThat(event.at("/detail/input").asText()).isEqualTo("{\"key\":\"jobs/1\"}");
    }

    @Test
    void anExecutionThatIsStoppedIsAnEvent() {
        var event = eventOf(
                "ABORTED",
                """
                {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 60, "End": true}}}""",
                execution -> aws.stepFunctions()
                        .stopExecution(request ->
                                request.executionArn(execution).error("Stopped").cause("by a test")));
        assertThat(event.at("/detail/cause").asText()).isEqualTo("by a test");
    }

    /// Starts an execution and waits for the event that it ended as it should.
    private JsonNode eventOf(String status, String definition, Consumer<String> whenStarted) {
        var name = "execution-" + status.replace('_', '-');
        var queue = Subscription.of(aws, name);
        var machine = aws.stepFunctions()
                .createStateMachine(
                        request -> request.name(name).roleArn(TestFunction.ROLE).definition(definition))
                .stateMachineArn();
        rule(name, """
                {"source": ["aws.states"], "detail": {"status": ["%s"], "stateMachineArn": ["%s"]}}""".formatted(status, machine), queue.arn());
        whenStarted.accept(aws.stepFunctions()
                .startExecution(request -> request.stateMachineArn(machine).input("{\"key\": \"jobs/1\"}"))
                .executionArn());
        return queue.await(SOON, message -> true);
    }

    @Test
    void anEventThatARuleCannotDeliverEndsInTheTargetsDeadLetterQueue() {
        var queue = Subscription.of(aws, "undelivered");
        aws.events().putRule(request -> request.name("undelivered").eventPattern("{\"source\": [\"undelivered\"]}"));
        var target = Target.builder()
                .id("1")
                .arn("arn:aws:states:%s:%s:stateMachine:none".formatted(AwsClients.REGION, AwsClients.ACCOUNT))
                .roleArn(TestFunction.ROLE)
                .deadLetterConfig(to -> to.arn(queue.arn()))
                .build();
        aws.events().putTargets(request -> request.rule("undelivered").targets(target));
        var entry = PutEventsRequestEntry.builder()
                .source("undelivered")
                .detailType("Any")
                .detail("{\"job\": \"1\"}")
                .build();
        aws.events().putEvents(request -> request.entries(entry));
        assertThat(queue.await(SOON, message -> true).at("/detail/job").asText())
                .isEqualTo("1");
    }

    private String bucketWithEvents(String name) {
        aws.s3().createBucket(request -> request.bucket(name));
        aws.s3()
                .putBucketVersioning(request -> request.bucket(name)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        aws.s3()
                .putBucketNotificationConfiguration(request -> request.bucket(name)
                        .notificationConfiguration(events -> events.eventBridgeConfiguration(all -> {})));
        return name;
    }

    private static String objectsOf(String bucket) {
        return "{\"source\": [\"aws.s3\"], \"detail\": {\"bucket\": {\"name\": [\"%s\"]}}}".formatted(bucket);
    }

    private void rule(String name, String pattern, String target) {
        aws.events().putRule(request -> request.name(name).eventPattern(pattern));
        var to = Target.builder().id("1").arn(target).build();
        aws.events().putTargets(request -> request.rule(name).targets(to));
    }
}
