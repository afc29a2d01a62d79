package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.Receiver;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private static final int TRIES = 20;

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

    /// Deliver has looked at both places and decided; then somebody else's file is at the second one. The first result
    /// is seen already, so the job has not failed.
    @Test
    void aStrangersFileAtTheSecondPlaceTakesNothingFromTheFirst() {
        var bytes = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 60, 40), "png");
        var theirs = "somebody else's".getBytes(StandardCharsets.UTF_8);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var key = "resize/raced %d.png".formatted(attempt);
            var second = key + ".20w.png";
            var version = cloud.drop(key, bytes, Map.of("azulejo-percent", "50", "azulejo-also", "20w.png"));
            var first = Attempt.first(cloud.awaitJob(version, SOON));
            cloud.awaitObject(cloud.work(), StageTrigger.DELIVER.key(first), SOON);
            while (cloud.jobs().decision(first).isEmpty()
                    && cloud.jobs().outcome(first).isEmpty()) {
                Thread.onSpinWait();
            }
            boolean wasQuicker = cloud.outbox().write(second, theirs, Map.of(), Precondition.ABSENT);
            var outcome = (Succeeded) cloud.awaitOutcome(first, SOON);
            assertThat(Objects.requireNonNull(outcome.result()).uri().key()).isEqualTo(key);
            assertThat(cloud.outbox().exists(key)).isTrue();
            if (wasQuicker) {
                assertThat(outcome.also()).isNullOrEmpty();
                assertThat(outcome.warnings()).anyMatch(warning -> warning.contains(second));
                assertThat(cloud.bytes(cloud.outbox(), second)).isEqualTo(theirs);
                return;
            }
            assertThat(outcome.also()).hasSize(1);
        }
        throw new AssertionError("deliver was quicker %d times".formatted(TRIES));
    }

    /// SQS may hand a message out twice. Whoever comes while another calls the receiver does not call, and nothing
    /// that comes later takes back what was delivered.
    @Test
    void twoMessagesOfADeliveryMakeOneCall() {
        var caller = CloudApi.of(cloud, "twice");
        try (var receiver = new Receiver(0)) {
            receiver.answer(410);
            var release = receiver.holdNext(200);
            var created = caller.post("/v1/webhooks", Map.of("url", receiver.url()));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            var job = caller.submit(
                    caller.upload("a.png", ApiCaller.png(1, 40, 40)), Map.of("recipe", "resize", "percent", 50));
            Cloud.await("a call", SOON, () -> receiver.received().stream().findFirst());
            var webhook = created.json().at("/webhook/id").asText();
            deliverAgain("twice", webhook, job + "-0");
            deliverAgain("twice", webhook, job + "-0");
            assertThat(receiver.received()).as("calls while one is under way").hasSize(1);
            release.run();
            var log = created.json().at("/webhook/links/self").asText() + "/deliveries";
            Cloud.await(
                    "that it is told",
                    SOON,
                    () -> Optional.of(caller.get(log)
                                    .json()
                                    .at("/deliveries/0/status")
                                    .asText())
                            .filter("delivered"::equals));
            deliverAgain("twice", webhook, job + "-0");
            assertThat(receiver.received()).as("calls in all").hasSize(1);
            assertThat(caller.get(log).json().at("/deliveries/0/status").asText())
                    .isEqualTo("delivered");
        }
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

    /// One machine's clock is an hour slow, so it claims for the old month when the new one has begun elsewhere.
    @Test
    void aSlowClockAtMidnightForgetsNoBudget() {
        var midnight = Instant.now()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        var ahead = Duration.between(Instant.now(), midnight).plusMinutes(30);
        var bucket = cloud.output(StackOutput.WORK_BUCKET);
        try (var right = new BudgetProcess(cloud, bucket, "midnight", 100, ahead);
                var slow = new BudgetProcess(cloud, bucket, "midnight", 100, ahead.minusHours(1))) {
            assertThat(slow.claim(1, 40)).as("of the old month").isEqualTo(200);
            assertThat(right.claim(2, 90)).as("of the new month").isEqualTo(200);
            assertThat(slow.claim(3, 10)).as("counted where the month went on").isEqualTo(200);
            assertThat(right.claim(4, 10)).as("nothing is left").isEqualTo(402);
            assertThat(slow.claim(5, 10)).as("nowhere").isEqualTo(402);
        }
    }
}
