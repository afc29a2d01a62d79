package dev.azulejo.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.azulejo.core.job.key.JobId;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class FileJobLockTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    @TempDir
    Path folder;

    @Test
    void whoeverComesSecondIsToldAndWaits() throws Exception {
        var events = new ConcurrentLinkedQueue<String>();
        var held = new CountDownLatch(1);
        var waits = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(() -> new FileJobLock(folder).holding(JOB, () -> events.add("first waits"), () -> {
                        held.countDown();
                        await(waits);
                        events.add("first");
                    }));
            await(held);
            new FileJobLock(folder).holding(JOB, waits::countDown, () -> events.add("second"));
            first.get();
        }
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void neverTwoAtOnce() {
        var inside = new AtomicInteger();
        var runs = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int run = 0; run < 100; run++) {
                var _ = threads.submit(() -> new FileJobLock(folder).holding(JOB, () -> {}, () -> {
                    if (inside.incrementAndGet() == 1) {
                        runs.incrementAndGet();
                    }
                    inside.decrementAndGet();
                }));
            }
        }
        assertThat(runs).hasValue(100);
    }

    @Test
    void workThatFailsLetsGo() {
        var lock = new FileJobLock(folder);
        assertThatIllegalStateException()
                .isThrownBy(() -> lock.holding(JOB, () -> {}, () -> {
                    throw new IllegalStateException("broken on purpose");
                }));
        var runs = new AtomicInteger();
        lock.holding(JOB, () -> runs.addAndGet(100), runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
