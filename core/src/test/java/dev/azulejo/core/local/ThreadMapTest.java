package dev.azulejo.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
class ThreadMapTest {
    private static final List<Integer> TASKS = IntStream.range(0, 100).boxed().toList();

    @Test
    void everyTaskRunsOnce() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        LocalMap.THREADS.forEach(3, TASKS, task -> assertThat(done.add(task)).isTrue());
        assertThat(done).hasSize(100);
    }

    @Test
    void asManyRunAtOnceAsAreAllowed() {
        var together = new CyclicBarrier(4);
        LocalMap.THREADS.forEach(4, TASKS, task -> {
            await(together); // passes only when four are there
        });
    }

    @Test
    void neverMore() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        LocalMap.THREADS.forEach(2, TASKS, task -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
        });
        assertThat(most.get()).isBetween(1, 2);
    }

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                () -> new PermanentFailure("on purpose"),
                () -> new IllegalStateException("a bug"),
                StackOverflowError::new);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theFirstFailureEndsItWithoutStartingMoreTasks(Supplier<Throwable> failure) {
        var started = new ArrayList<Integer>();
        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> LocalMap.THREADS.forEach(1, TASKS, task -> {
                    started.add(task);
                    if (task == 5) {
                        ThreadMapTest.<RuntimeException>raise(failure.get());
                    }
                }))
                .isInstanceOf(failure.get().getClass());
        assertThat(started).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theOtherLanesStopToo(Supplier<Throwable> failure) {
        var started = new AtomicInteger();
        var both = new CyclicBarrier(2); // so that the lanes take tasks in turns
        var failing = new CompletableFuture<Thread>();
        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> LocalMap.THREADS.forEach(2, TASKS, task -> {
                    started.incrementAndGet();
                    if (task > 5) {
                        join(failing.join());
                        return;
                    }
                    if (task == 4) {
                        failing.complete(Thread.currentThread());
                    }
                    await(both);
                    if (task == 4) {
                        ThreadMapTest.<RuntimeException>raise(failure.get());
                    }
                }));
        assertThat(started.get()).isLessThan(10);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.MINUTES);
        } catch (Exception alone) {
            throw new IllegalStateException("the other lane is gone", alone);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }
}
