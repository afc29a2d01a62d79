package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two `azulejo serve` on one folder, as while one replaces the other. Their clocks differ by an hour, and midnight at
/// the end of a month lies between them.
class TwoServersIT {
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String[] LOOPBACK = {"--allow-network", "127.0.0.0/8", "--beside-another"};

    @TempDir
    private static Path data;

    @AutoClose
    private static Served behind;

    @AutoClose
    private static Served ahead;

    @BeforeAll
    static void serve(@TempDir Path agents) {
        var now = Instant.now();
        var midnight =
                now.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1);
        var left = Duration.between(now, midnight.atStartOfDay().toInstant(ZoneOffset.UTC));
        behind = Served.withOptions(ShiftedClock.options(agents, left.minus(HALF_AN_HOUR)), data, LOOPBACK);
        ahead = Served.withOptions(ShiftedClock.options(agents, left.plus(HALF_AN_HOUR)), data, LOOPBACK);
    }

    /// The server that is behind claims for the old month when the other one has begun the new month.
    @Test
    void noBudgetIsForgottenAtMidnight() {
        var key = Served.key(data, "eve");
        assertThat(Served.keys(data, "limits", "eve", "--month-megapixels", "1").exit())
                .isZero();
        var old = behind.as(key);
        var other = ahead.as(key);
        assertThat(claim(old, 800, 500)).as("of the old month").isEqualTo(202);
        assertThat(claim(other, 1000, 900)).as("of the new month").isEqualTo(202);
        assertThat(claim(old, 250, 200)).as("counted for the new month").isEqualTo(202);
        assertThat(claim(other, 500, 200)).as("nothing is left").isEqualTo(402);
        assertThat(claim(old, 500, 200)).as("nowhere").isEqualTo(402);
        assertThat(other.get("/v1/limits").json().at("/monthMegapixels/used").asDouble())
                .isEqualTo(0.95);
    }

    private static int claim(Served by, int width, int height) {
        var upload = by.upload("a.png", Served.png(width, width, height));
        var same = Map.of("recipe", "resize", "percent", 100);
        return by.post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", same))
                .status();
    }

    /// By the clock that is ahead, the call of the other server has taken too long, so both call at once. A trial is
    /// never sent again, so its first failure would be its end.
    @Test
    void aCallThatFailsLateTakesNothingBackThatAnotherDelivered() {
        try (var receiver = new Receiver(0)) {
            var hook = behind.post("/v1/webhooks", Map.of("url", receiver.url()))
                    .json()
                    .at("/webhook/links/self")
                    .asText();
            ahead.post(
                    hook + "/test", Map.of()); // as a process is slow at its first call, and a receiver has 15 seconds
            await(() -> receiver.received().size() == 1);
            var answerTheFirst = receiver.holdNext(503);
            var event =
                    behind.post(hook + "/test", Map.of()).json().get("event").asText();
            await(() -> receiver.received().size() == 2);
            assertThat(ahead.post(hook + "/enable", Map.of()).status()).isEqualTo(200);
            await(() -> delivery(ahead, hook, event).get("status").asText().equals("delivered"));
            answerTheFirst.run();
            await(() -> delivery(behind, hook, event).get("attempts").size() == 2);
            var told = delivery(behind, hook, event);
            assertThat(told.at("/attempts/0/status").asInt()).isEqualTo(200);
            assertThat(told.at("/attempts/1/status").asInt()).isEqualTo(503);
            assertThat(told.get("status").asText()).as(told.toString()).isEqualTo("delivered");
            assertThat(receiver.received().subList(1, 3))
                    .extracting(Receiver.Received::id)
                    .containsOnly(event);
        }
    }

    private static JsonNode delivery(Served by, String hook, String event) {
        return by.get(hook + "/deliveries")
                .json()
                .get("deliveries")
                .valueStream()
                .filter(delivery -> delivery.get("event").asText().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("it hangs: %s%n%s", behind.log(), ahead.log())
                    .isLessThan(HANGS.toNanos());
            behind.checkIsAlive();
            ahead.checkIsAlive();
            Served.sleep();
        }
    }
}
