package dev.azulejo.functions.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private volatile Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final OneNote note = new OneNote();

    /// Holds one secret, and calls something between reading and writing it.
    private static final class OneNote implements Secrets {
        private Optional<String> text = Optional.empty();
        private Runnable between = () -> {};

        @Override
        public Optional<String> find(String name) {
            return text;
        }

        @Override
        public boolean replace(String name, Optional<String> expected, String secret) {
            between.run();
            if (!text.equals(expected)) {
                return false;
            }
            text = Optional.of(secret);
            return true;
        }

        @Override
        public void remove(String name) {
            text = Optional.empty();
        }
    }

    @Test
    void keepsOthersAwayUntilItIsClosedOrForgotten() {
        var lease = take("one").orElseThrow();
        assertThat(take("other")).isEmpty();
        now = now.plus(Duration.ofSeconds(90));
        lease.keep();
        now = now.plus(Duration.ofSeconds(90));
        assertThat(take("other")).isEmpty();
        lease.close();
        assertThat(take("other")).isPresent();
        now = now.plus(Duration.ofMinutes(3));
        assertThat(take("one")).isPresent();
    }

    /// A sync's threads all keep the one lease of their call.
    @Test
    void isKeptByManyThreadsAtOnce() throws InterruptedException {
        var lease = take("one").orElseThrow();
        now = now.plus(Duration.ofSeconds(90));
        var failures = new ArrayList<Throwable>();
        var second = new Thread(lease::keep, "second");
        second.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        note.between = () -> {
            note.between = () -> {};
            second.start();
            waitUntilItWaits(second);
        };
        lease.keep();
        second.join();
        assertThat(failures).isEmpty();
        lease.close();
    }

    /// Returns when a thread waits for a lock, or has ended.
    private static void waitUntilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private Optional<Lease> take(String holder) {
        return Lease.take(note, "routes/shop/lease", holder, () -> now);
    }
}
