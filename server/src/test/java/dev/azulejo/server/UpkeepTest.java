package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    @Test
    void comesAgainAfterAFailure() throws InterruptedException {
        var times = new CountDownLatch(3);
        var work = (Runnable) () -> {
            times.countDown();
            throw new IllegalStateException("the disk is away for a while");
        };
        try (var _ = new Upkeep(work, Duration.ZERO, Duration.ofMillis(1))) {
            assertThat(times.await(5, TimeUnit.MINUTES)).isTrue();
        }
    }
}
