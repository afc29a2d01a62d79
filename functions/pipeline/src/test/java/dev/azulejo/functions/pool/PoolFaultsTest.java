package dev.azulejo.functions.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.TaskBacklog;
import dev.azulejo.cloud.Workforce;
import dev.azulejo.cloud.Workforce.State;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.testkit.NthCall.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to the pool at any of its calls: in the end there are as many workers as are wanted, and no more.
class PoolFaultsTest {
    private static final FleetSize SIZE = new FleetSize(Duration.ofMinutes(10), 8);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Attempt> JOBS = IntStream.range(0, 5)
            .mapToObj(number -> Attempt.first(new JobId("%024x".formatted(number + 1))))
            .toList();

    private static final int WANTED = 5; // each is worth ten minutes
    private static final int MESSAGES = 10;

    private final MemoryStorage work = new MemoryStorage();
    private final ListedWorkers workers = new ListedWorkers();
    private Instant now = Instant.now();

    private Pool pool(NthCall call) {
        return new Pool(
                call.to(work),
                _ -> passed(call, () -> new Work(600, 2)),
                call.to(TaskBacklog.class, () -> MESSAGES),
                call.to(Workforce.class, workers),
                SIZE,
                () -> now);
    }

    private static <T> T passed(NthCall call, Callable<T> effect) {
        try {
            return call.pass(effect);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// The queue of manifests hands out again what a call did not come to an end with.
    @ParameterizedTest
    @EnumSource
    void inTheEndThereAreAsManyWorkersAsAreWanted(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var test = new PoolFaultsTest();
            call.beforeIt(() -> test.pool(call).look(JOBS));
            var stopped = call.during(() -> test.pool(call).look(JOBS));
            if (fault.lasts()) {
                test.minuteLater();
                call.during(() -> test.pool(call).look(JOBS));
            }
            test.minuteLater();
            test.pool(call).look(stopped.isPresent() ? JOBS : List.of());
            for (int minute = 0; minute < 3; minute++) {
                test.minuteLater();
                test.pool(call).look(List.of());
            }
            assertThat(test.workers.asked).hasSize(WANTED).doesNotHaveDuplicates();
        });
        assertThat(calls).isGreaterThan(8);
    }

    /// Batch lists within seconds what it was asked for.
    private void minuteLater() {
        now = now.plus(MINUTE);
        workers.list(State.COMING, now);
    }
}
