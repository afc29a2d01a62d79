package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.record.Delivery;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest implements Transport {
    private static final Tenant ANA = new Tenant("ana");
    private static final String TYPE = "dev.azulejo.image.enhanced.v1";
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final String SLOW = "https://slow.example.com/";
    private static final String FAST = "https://fast.example.com/";

    private final WebhookObjects records = new WebhookObjects(new MemoryStorage());
    private final Deliveries deliveries = new Deliveries(records, this, Clock.systemUTC(), () -> 0);
    private final WebhookSender sender = new WebhookSender(deliveries, Clock.systemUTC());
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger slowOnes = new AtomicInteger();
    private final AtomicInteger mostSlowOnes = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void end() {
        released.countDown();
        sender.close();
    }

    @Override
    public Optional<String> objection(String url) {
        return Optional.empty();
    }

    @Override
    public Answer post(String url, Map<String, String> headers, byte[] body) {
        if (url.equals(SLOW)) {
            mostSlowOnes.accumulateAndGet(slowOnes.incrementAndGet(), Math::max);
            await(released);
            slowOnes.decrementAndGet();
        }
        answered.incrementAndGet();
        return new Answered(200, Optional.empty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebhookId hook(String url) {
        var hook = Webhook.of(WebhookId.random(), url, List.of(), Instant.now(), false);
        records.add(ANA, hook);
        return hook.id();
    }

    private DeliveryRef recorded(WebhookId hook, String event) {
        var ref = new DeliveryRef(ANA, hook, event);
        deliveries.recordFor(ref, TYPE, "{}");
        return ref;
    }

    private static void waitUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("it hangs").isLessThan(HANGS.toNanos());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Status status(DeliveryRef ref) {
        return records.delivery(ref).map(Delivery::status).orElseThrow();
    }

    /// What an earlier process has left to one that does not answer: ten thousand.
    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() {
        var slow = hook(SLOW);
        for (int number = 0; number < 10_000; number++) {
            recorded(slow, "e-" + number);
        }
        sender.start();
        waitUntil(() -> slowOnes.get() > 0);
        var fast = hook(FAST);
        for (int number = 0; number < 100; number++) {
            sender.due(recorded(fast, "e-" + number), Instant.now());
        }
        waitUntil(() -> answered.get() == 100);
        assertThat(mostSlowOnes).hasValueLessThanOrEqualTo(4);
        released.countDown();
        waitUntil(() -> deliveries.pending().isEmpty());
        assertThat(answered).hasValue(10_100);
        assertThat(mostSlowOnes).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void whatIsSentAgainWhileItIsOnItsWayFollowsAfterIt() {
        var ref = recorded(hook(SLOW), "e-0");
        sender.due(ref, Instant.now());
        sender.start();
        waitUntil(() -> slowOnes.get() == 1);
        sender.due(ref, Instant.now());
        sender.due(recorded(hook(FAST), "e-0"), Instant.now());
        waitUntil(() -> answered.get() == 1);
        assertThat(mostSlowOnes).hasValue(1);
        released.countDown();
        waitUntil(() -> status(ref) == Status.DELIVERED);
    }

    @Test
    void whatIsDueLaterWaits() {
        var later = recorded(hook(FAST), "e-0");
        records.change(later, delivery -> delivery.again(Instant.now().plusSeconds(3600)));
        sender.start();
        var now = recorded(hook(FAST), "e-1");
        sender.due(now, Instant.now());
        waitUntil(() -> status(now) == Status.DELIVERED);
        assertThat(status(later)).isEqualTo(Status.PENDING);
        assertThat(answered).hasValue(1);
    }
}
