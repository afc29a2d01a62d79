package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What is told of names, by how the asking went.
class LookupThreadsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final InetAddress GOOD = InetAddress.getLoopbackAddress();

    @Test
    void aNameThatNobodyKnowsIsAnotherThingThanOneThatNobodyCouldBeAskedFor() {
        try (var lookups = new LookupThreads(
                name -> {
                    throw new UnknownHostException(
                            name.startsWith("none")
                                    ? name + ": Name or service not known"
                                    : name + ": Temporary failure in name resolution");
                },
                LONG)) {
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> lookups.find("none.test"))
                    .isExactlyInstanceOf(UnknownHostException.class);
            assertThatExceptionOfType(LookupFailure.class).isThrownBy(() -> lookups.find("later.test"));
        }
    }

    @Test
    void aNameWhoseServerNeverAnswersMayBeAGoodOne() {
        var never = new CountDownLatch(1);
        try (var lookups = new LookupThreads(name -> hang(name, never), Duration.ofMillis(20))) {
            assertThatExceptionOfType(LookupFailure.class).isThrownBy(() -> lookups.find("dead.test"));
            never.countDown();
        }
    }

    /// More names than there are threads, none of which is answered before the good one is asked for.
    @Test
    void deadNamesOfOneDoNotSpoilTheGoodNameOfAnother() throws Exception {
        var end = new CountDownLatch(1);
        var begun = new CountDownLatch(64);
        try (var lookups = new LookupThreads(
                        name -> {
                            begun.countDown();
                            return name.startsWith("dead") ? hang(name, end) : new InetAddress[] {GOOD};
                        },
                        LONG);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 80; number++) {
                var name = "dead" + number;
                var _ = callers.submit(() -> lookups.find(name));
            }
            begun.await();
            var good = callers.submit(() -> lookups.find("good.test"));
            end.countDown();
            assertThat(good.get()).containsExactly(GOOD);
        }
    }

    private static InetAddress[] hang(String name, CountDownLatch end) throws UnknownHostException {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(name);
    }
}
