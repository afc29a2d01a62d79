package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A receiver that does not answer at first hears of a job's end all the same, from the cloud.
@OnCloud
class CloudWebhookIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    CloudWebhookIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void whoeverWasDownHearsOfItInTheSecondAttempt(@TempDir Path folder) {
        var caller = CloudApi.of(cloud, "waiting");
        try (var receiver = new Receiver(0);
                var _ = WarmWorker.start(cloud, folder, Map.of())) {
            receiver.answer(503);
            var created = caller.post("/v1/webhooks", Map.of("url", receiver.url()));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            var secret = created.json().get("secret").asText();
            var job = caller.submit(
                    caller.upload("a.png", ApiCaller.png(1, 40, 40)), Map.of("recipe", "resize", "percent", 50));
            await("the first attempt", receiver, 1);
            receiver.answer(200);
            await("the second attempt", receiver, 2);

            assertThat(receiver.received()).allSatisfy(received -> {
                assertThat(received.id()).isEqualTo(job + "-0");
                assertThat(received.isValidWith(secret)).isTrue();
            });
            var deliveries = created.json().at("/webhook/links/self").asText() + "/deliveries";
            var told = Cloud.await(
                    "that it is told",
                    SOON,
                    () -> delivered(caller.get(deliveries).json()));
            assertThat(told.at("/attempts/0/status").asInt()).isEqualTo(503);
            assertThat(told.at("/attempts/1/status").asInt()).isEqualTo(200);
        }
    }

    private static Optional<JsonNode> delivered(JsonNode log) {
        return Optional.of(log.at("/deliveries/0"))
                .filter(delivery -> delivery.path("status").asText().equals("delivered"));
    }

    private static void await(String what, Receiver receiver, int requests) {
        Cloud.await(what, SOON, () -> receiver.received().size() >= requests ? Optional.of(true) : Optional.empty());
    }
}
