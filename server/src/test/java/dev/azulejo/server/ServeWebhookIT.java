package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.contract.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody on this machine who wants to hear how jobs end, and checks with the official library who says so.
class ServeWebhookIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);
    private static final String[] LOOPBACK = {"--allow-network", "127.0.0.0/8"};
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final long POLL_MILLIS = 50;

    @TempDir
    private Path data;

    @Test
    void whoeverWantsToHearsOfEachEnd() throws IOException {
        try (var receiver = new Receiver(0);
                var served = Served.on(data, LOOPBACK)) {
            var created = served.post("/v1/webhooks", Map.of("url", receiver.url()));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            var secret = created.json().get("secret").asText();
            var hook = created.json().at("/webhook/links/self").asText();
            assertThat(created.headers().get("location"))
                    .singleElement()
                    .asString()
                    .endsWith(hook);

            var good = served.post(
                            "/v1/jobs",
                            Map.of(
                                    "input",
                                    Map.of("upload", served.upload("a.png", Served.png(1, 40, 40))),
                                    "options",
                                    HALF,
                                    "metadata",
                                    Map.of("order", "4711")))
                    .json()
                    .get("id")
                    .asText();
            var bad = served.submit(
                    served.upload("b.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}), HALF);
            served.ended(good);
            served.ended(bad);
            waitUntil(served, () -> receiver.received().size() >= 2);
            assertThat(receiver.received()).hasSize(2).allMatch(received -> received.isValidWith(secret));
            assertThat(receiver.received())
                    .extracting(Receiver.Received::id)
                    .containsExactlyInAnyOrder(good + "-0", bad + "-0");
            for (var received : receiver.received()) {
                var event = new ObjectMapper().readTree(received.body());
                assertThat(event.get("specversion").asText()).isEqualTo("1.0");
                assertThat(event.get("source").asText()).isEqualTo("azulejo/local");
                assertThat(event.get("id").asText()).isEqualTo(received.id());
                assertThat(event.at("/data/metadata/order").asText())
                        .isEqualTo(received.id().startsWith(good) ? "4711" : "");
                assertThat(received.body()).doesNotContain(data.getFileName().toString(), "file:");
                assertThat(event.get("type").asText())
                        .isEqualTo(
                                received.id().startsWith(good)
                                        ? "dev.azulejo.image.enhanced.v1"
                                        : "dev.azulejo.image.rejected.v1");
            }

            var next =
                    served.post(hook + "/rotate", Map.of()).json().get("secret").asText();
            served.post(hook + "/test", Map.of());
            waitUntil(served, () -> receiver.received().size() == 3);
            assertThat(receiver.received().getLast().isValidWith(secret)).isTrue();
            assertThat(receiver.received().getLast().isValidWith(next)).isTrue();

            assertThat(served.post(hook + "/deliveries/" + good + "-0/resend", Map.of())
                            .status())
                    .isEqualTo(202);
            waitUntil(served, () -> receiver.received().size() == 4);
            assertThat(receiver.received().getLast().id()).isEqualTo(good + "-0");
            waitUntil(
                    served,
                    () -> all(served, hook).stream()
                            .allMatch(its -> its.get("status").asText().equals("delivered")));
            assertThat(all(served, hook)).hasSize(3);
            assertThat(served.log()).doesNotContain(secret, next, "whsec");

            assertThat(served.delete(hook).status()).isEqualTo(204);
            assertThat(served.get(hook).status()).isEqualTo(404);
            assertThat(served.get("/v1/webhooks").json().get("webhooks")).isEmpty();
        }
    }

    /// Killed by SIGKILL with a receiver that is down, and started again with one that is there.
    @Test
    void aServerThatIsKilledForgetsNoWebhook() throws IOException {
        int port = Receiver.free();
        String secret;
        String hook;
        String job;
        try (var served = Served.on(data, LOOPBACK)) {
            var created = served.post("/v1/webhooks", Map.of("url", Receiver.url(port)))
                    .json();
            secret = created.get("secret").asText();
            hook = created.at("/webhook/links/self").asText();
            job = served.submit(served.upload("a.png", Served.png(1, 40, 40)), HALF);
            served.ended(job);
            waitUntil(
                    served,
                    () -> all(served, hook).stream()
                            .anyMatch(its -> !its.get("attempts").isEmpty()));
            served.kill();
        }
        try (var receiver = new Receiver(port);
                var served = Served.on(data, LOOPBACK)) {
            waitUntil(served, () -> !receiver.received().isEmpty());
            assertThat(receiver.received()).singleElement().satisfies(received -> {
                assertThat(received.id()).isEqualTo(job + "-0");
                assertThat(received.isValidWith(secret)).isTrue();
            });
            waitUntil(served, () -> isDelivered(served, hook));
        }
    }

    /// As if the process had been killed between the end of a job and telling of it.
    @Test
    void anEndThatNobodyWasToldOfIsToldAtTheNextStart() throws IOException {
        String hook;
        String job;
        try (var receiver = new Receiver(0)) {
            try (var served = Served.on(data, LOOPBACK)) {
                var created = served.post("/v1/webhooks", Map.of("url", receiver.url()))
                        .json();
                hook = created.at("/webhook/links/self").asText();
                job = served.submit(served.upload("a.png", Served.png(1, 40, 40)), HALF);
                served.ended(job);
                waitUntil(served, () -> receiver.received().size() == 1);
                served.kill();
            }
            forget(data.resolve("work/deliveries/local"), job + "-0");
            try (var served = Served.on(data, LOOPBACK)) {
                waitUntil(served, () -> receiver.received().size() == 2);
                assertThat(receiver.received())
                        .extracting(Receiver.Received::id)
                        .containsOnly(job + "-0");
                // Whoever is killed before that is noted sends it once more.
                waitUntil(served, () -> isDelivered(served, hook));
            }
            try (var served = Served.on(data, LOOPBACK)) {
                served.post(hook + "/test", Map.of());
                waitUntil(served, () -> receiver.received().size() == 3);
                assertThat(receiver.received().getLast().id()).startsWith("test-");
            }
        }
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndInsideIsNotSentTo() throws IOException {
        try (var receiver = new Receiver(0);
                var served = Served.on(data)) {
            var refused = served.post("/v1/webhooks", Map.of("url", receiver.url(), "types", List.of("x"), "y", 1));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("errors"))
                    .extracting(error -> error.get("pointer").asText())
                    .containsExactlyInAnyOrder("/url", "/types/0", "/y");
            var inside =
                    served.post("/v1/webhooks", Map.of("url", receiver.url().replace("http:", "https:")));
            assertThat(inside.status()).as(inside.text()).isEqualTo(422);
            assertThat(receiver.received()).isEmpty();
            var hook = served.post("/v1/webhooks", Map.of("url", "https://93.184.216.34/"))
                    .json()
                    .at("/webhook/links/self")
                    .asText();
            assertThat(served.get(hook + "/deliveries?limit=0").status()).isEqualTo(422);
            for (var path : List.of("/rotate", "/enable", "/test", "/deliveries/x/resend")) {
                assertThat(served.post("/v1/webhooks/w0" + path, Map.of()).status())
                        .isEqualTo(404);
            }
        }
    }

    /// An address that was allowed when it was registered is looked at again whenever something is sent.
    @Test
    void whatIsNoLongerAllowedIsNotSentTo() throws IOException {
        try (var receiver = new Receiver(0)) {
            String hook;
            try (var served = Served.on(data, LOOPBACK)) {
                hook = served.post("/v1/webhooks", Map.of("url", receiver.url()))
                        .json()
                        .at("/webhook/links/self")
                        .asText();
            }
            try (var served = Served.on(data)) {
                served.post(hook + "/test", Map.of());
                waitUntil(
                        served,
                        () -> all(served, hook)
                                .getFirst()
                                .get("status")
                                .asText()
                                .equals("dead"));
                assertThat(receiver.received()).isEmpty();
            }
        }
    }

    private static void forget(Path records, String event) throws IOException {
        try (var files = Files.walk(records)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(its -> its.getFileName().toString().contains(event))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isDelivered(Served served, String hook) {
        return all(served, hook).getFirst().get("status").asText().equals("delivered");
    }

    private static List<JsonNode> all(Served served, String hook) {
        return served.get(hook + "/deliveries")
                .json()
                .get("deliveries")
                .valueStream()
                .toList();
    }

    private static void waitUntil(Served served, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("it hangs: %s", served.log())
                    .isLessThan(HANGS.toNanos());
            served.checkIsAlive();
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
