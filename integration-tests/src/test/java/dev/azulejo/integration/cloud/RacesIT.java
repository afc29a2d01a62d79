package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.api.contract.Receiver;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/// Races that the simulator plays too, here between processes as they are deployed.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class RacesIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    @AutoClose
    WarmWorker worker; // not private: it is only closed

    RacesIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    /// Deliver has looked at both places and decided, and is about to show the first result; then somebody else's file
    /// is at the second place. The first result is seen, so the job has not failed.
    @Test
    void aStrangersFileAtTheSecondPlaceTakesNothingFromTheFirst() {
        var bytes = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 60, 40), "png");
        var theirs = "somebody else's".getBytes(StandardCharsets.UTF_8);
        var key = "resize/raced.png";
        var second = key + ".20w.png";
        Attempt attempt;
        try (var first = new HeldWrite(cloud, StackOutput.OUTBOX_BUCKET, key, 0)) {
            var version = cloud.drop(key, bytes, Map.of("azulejo-percent", "50", "azulejo-also", "20w.png"));
            attempt = Attempt.first(cloud.awaitJob(version, SOON));
            first.awaitWriter();
            assertThat(cloud.outbox().write(second, theirs, Map.of(), Precondition.ABSENT))
                    .isTrue();
        }
        assertThat(cloud.awaitOutcome(attempt, SOON)).isInstanceOfSatisfying(Succeeded.class, outcome -> {
            assertThat(Objects.requireNonNull(outcome.result()).uri().key()).isEqualTo(key);
            assertThat(outcome.also()).isNullOrEmpty();
            assertThat(outcome.warnings()).anyMatch(warning -> warning.contains(second));
        });
        assertThat(cloud.outbox().exists(key)).isTrue();
        assertThat(cloud.bytes(cloud.outbox(), second)).isEqualTo(theirs);
    }

    /// Somebody whose request gets no answer sends it again, has the job, and deletes it. Then the first request goes
    /// on.
    @Test
    void aSlowRequestBringsNoDeletedJobBack() throws Exception {
        var caller = CloudApi.of(cloud, "slow");
        var upload = caller.upload("a.png", ApiCaller.png(1, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", Map.of("recipe", "resize", "percent", 50));
        Callable<Answer> post = () -> caller.post("/v1/jobs", body, Map.of("Idempotency-Key", "slow"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // They keep the upload. At once, as two processes are needed, and a start may take too long for the
            // gateway.
            var others = threads.invokeAll(Stream.of(20, 25)
                    .map(percent -> (Callable<String>)
                            () -> caller.submit(upload, Map.of("recipe", "resize", "percent", percent)))
                    .toList());
            assertThat(others).extracting(Future::state).containsOnly(Future.State.SUCCESS);
            Future<Answer> slow;
            String job;
            try (var held = new HeldWrite(cloud, StackOutput.WORK_BUCKET, "*/slow/submissions/*", 0)) {
                slow = threads.submit(post);
                held.awaitWriter();
                var again = post.call();
                assertThat(again.status()).as(again.text()).isEqualTo(202);
                job = "/v1/jobs/" + again.json().get("id").asText();
                Cloud.await(
                        "the deletion",
                        SOON,
                        () -> Optional.of(caller.delete(job).status())
                                .filter(status -> status == 204)); // not while its result is being delivered
            }
            assertThat(slow.get().status()).as(slow.get().text()).isEqualTo(410);
            assertThat(caller.get(job).status()).isEqualTo(410);
        }
    }

    /// SQS may hand a message out twice. Of two processes that have both seen that a delivery is due, one calls the
    /// receiver, and one that comes while another calls does not. A trial that fails is dead at once.
    @Test
    void twoMessagesOfADeliveryMakeOneCall() {
        var caller = CloudApi.of(cloud, "twice");
        try (var receiver = new Receiver(0)) {
            var created = caller.post("/v1/webhooks", Map.of("url", receiver.url()));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            var hook = created.json().at("/webhook/links/self").asText();
            var webhook = created.json().at("/webhook/id").asText();
            // The API writes what is due; whoever is about to call notes that first.
            try (var noting = new HeldWrite(cloud, StackOutput.WORK_BUCKET, "deliveries/twice/states/*", 1)) {
                var first = caller.post(hook + "/test", Map.of()).json();
                noting.awaitWriter();
                deliverAgain("twice", webhook, first.get("event").asText());
                assertThat(receiver.received()).as("calls of the other one").hasSize(1);
                receiver.answer(503);
            }

            var release = receiver.holdNext(200);
            var second =
                    caller.post(hook + "/test", Map.of()).json().get("event").asText();
            Cloud.await(
                    "a call",
                    SOON,
                    () -> Optional.of(receiver.received())
                            .filter(calls ->
                                    calls.stream().anyMatch(call -> call.id().equals(second))));
            deliverAgain("twice", webhook, second);
            deliverAgain("twice", webhook, second);
            assertThat(receiver.received()).as("calls while one is under way").hasSize(2);
            release.run();
            Cloud.await(
                    "that it is told",
                    SOON,
                    () -> Optional.of(statuses(caller, hook)).filter(all -> !all.contains("pending")));
            deliverAgain("twice", webhook, second);
            assertThat(receiver.received()).as("calls in all").hasSize(2);
            assertThat(statuses(caller, hook)).containsExactly("delivered", "delivered");
        }
    }

    private static List<String> statuses(ApiCaller caller, String hook) {
        return caller.get(hook + "/deliveries")
                .json()
                .get("deliveries")
                .valueStream()
                .map(delivery -> delivery.get("status").asText())
                .toList();
    }

    /// As Lambda does with a message that SQS has handed out.
    private void deliverAgain(String tenant, String webhook, String event) {
        var json = JsonNodeFactory.instance;
        var body =
                json.objectNode().put("tenant", tenant).put("webhook", webhook).put("event", event);
        var input = json.objectNode();
        input.putArray("Records").addObject().put("messageId", "again").put("body", body.toString());
        var answer = cloud.aws()
                .lambda()
                .invoke(call -> call.functionName(cloud.stack().output(StackOutput.nameOf(PipelineFunction.WEBHOOK)))
                        .payload(SdkBytes.fromUtf8String(input.toString())));
        assertThat(answer.functionError())
                .as(() -> answer.payload().asUtf8String())
                .isNull();
        assertThat(answer.payload().asUtf8String()).contains("\"batchItemFailures\":[]");
    }
}
