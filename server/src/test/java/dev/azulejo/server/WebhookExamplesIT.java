package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.Receiver;
import dev.azulejo.events.TrialEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The examples of receivers hear of the end of a job, once however often they are told, and believe nobody else.
class WebhookExamplesIT {
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final long POLL_MILLIS = 50;

    @TempDir
    private Path data = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aReceiverBelievesWhatIsSigned(ReceivingExample example) throws IOException, InterruptedException {
        int port = Receiver.free();
        var log = folder.resolve("log");
        try (var served = Served.on(data, "--allow-network", "127.0.0.0/8")) {
            var created = served.post("/v1/webhooks", Map.of("url", Receiver.url(port)))
                    .json();
            var secret = created.get("secret").asText();
            var hook = created.at("/webhook/links/self").asText();
            var process = example.start(port, secret, log);
            try {
                waitUntil(process, log, () -> said(log).contains("listening on port " + port));
                assertThat(forge(port)).isEqualTo(401);

                var job = served.submit(
                        served.upload("a.png", Served.png(1, 40, 40)), Map.of("recipe", "resize", "percent", 50));
                var event = "dev.azulejo.image.enhanced.v1 " + job;
                waitUntil(process, log, () -> said(log).contains(event));
                var deliveries = hook + "/deliveries";
                waitUntil(process, log, () -> isDelivered(served, deliveries, 1));
                served.post(deliveries + "/" + job + "-0/resend", Map.of());
                waitUntil(process, log, () -> isDelivered(served, deliveries, 2));
                served.post(hook + "/test", Map.of());
                waitUntil(process, log, () -> said(log).contains(TrialEvent.TYPE));
                assertThat(said(log).lines().filter(event::equals)).hasSize(1);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean isDelivered(Served served, String deliveries, int calls) {
        var newest = served.get(deliveries).json().at("/deliveries/0");
        return newest.get("status").asText().equals("delivered")
                && newest.get("attempts").size() == calls;
    }

    /// An event as ours, signed by somebody who has no secret.
    private static int forge(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(Receiver.url(port)))
                .header("webhook-id", "forged")
                .header("webhook-timestamp", String.valueOf(System.currentTimeMillis() / 1000))
                .header("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")
                .POST(BodyPublishers.ofString("{\"type\": \"forged\", \"data\": {\"job\": \"forged\"}}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static String said(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitUntil(Process process, Path log, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive()).as(said(log)).isTrue();
            assertThat(System.nanoTime() - start).as("it hangs: %s", said(log)).isLessThan(HANGS.toNanos());
            Thread.sleep(POLL_MILLIS);
        }
    }
}
