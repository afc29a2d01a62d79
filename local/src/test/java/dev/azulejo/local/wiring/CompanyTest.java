package dev.azulejo.local.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.events.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {
    private static final Workshop SHARED = Workshop.of(1);
    private static final Workshop ALONE = Workshop.of(5);

    @ParameterizedTest(name = "{0} threads, {1} bytes, jobs of {2}, {3} and {4} bytes: {5} at once")
    @CsvSource({
        "2, 1000, 100, 100, 100, 2",
        "8, 1000, 100, 100, 100, 3", // no more are there
        "8, 1000, 400, 100, 100, 2", // any two fit
        "8, 1000, 501, 100, 100, 1",
        "8, 1000, 2000, 100, 100, 1",
        "8, -50, 100, 100, 100, 1", // less than the process itself takes
        "1, 1000, 100, 100, 100, 1",
        "2, 1000, 0, 0, 0, 2",
    })
    void asManyAtOnceAsThreadsAndMemoryAllow(int threads, long room, long one, long other, long third, int jobs) {
        assertThat(Company.size(threads, room, List.of(one, other, third))).isEqualTo(jobs);
    }

    @Test
    void noJobsAreNoCompany() {
        assertThat(Company.size(8, 1000, List.of())).isEqualTo(1);
    }

    @Test
    void noMoreRunAtOnceThanMayAndEachIsToldItsPart() throws Exception {
        var company = company(2, 1);
        var both = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        var third = new AtomicInteger();
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = new ArrayList<Future<Integer>>();
            for (int job = 0; job < 2; job++) {
                jobs.add(lanes.submit(() -> company.run(part -> {
                    part.readyForTiles(manifest());
                    both.countDown();
                    awaited(end);
                    return part.readyForStrips(manifest());
                })));
            }
            awaited(both);
            var waiting = Thread.ofPlatform().start(() -> company.run(part -> third.incrementAndGet()));
            while (waiting.getState() != Thread.State.WAITING && third.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(third).hasValue(0);
            end.countDown();
            for (var job : jobs) {
                assertThat(job.get(1, TimeUnit.MINUTES)).isEqualTo(1);
            }
            waiting.join();
            assertThat(third).hasValue(1);
        }
    }

    /// Two of them would wait for each other if each kept its part meanwhile.
    @Test
    void jobsThatProveLargerHaveTheMachineToThemselvesOneAfterTheOther() throws Exception {
        var company = company(2, 501);
        var running = new AtomicInteger();
        var both = new CountDownLatch(2);
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> one = lanes.submit(() -> larger(company, both, running));
            Future<?> other = lanes.submit(() -> larger(company, both, running));
            one.get(1, TimeUnit.MINUTES);
            other.get(1, TimeUnit.MINUTES);
        }
        int seven = company.run(part -> 7); // all parts were given back
        assertThat(seven).isEqualTo(7);
    }

    private static int larger(Company company, CountDownLatch both, AtomicInteger running) {
        return company.run(part -> {
            both.countDown();
            awaited(both);
            part.readyForTiles(manifest());
            assertThat(running.incrementAndGet()).isEqualTo(1);
            part.readyForTiles(manifest()); // another attempt
            assertThat(part.readyForStrips(manifest())).isEqualTo(5);
            return running.decrementAndGet();
        });
    }

    @Test
    void aJobThatFailsGivesItsPartBack() {
        var company = company(2, 501);
        for (int job = 0; job < 3; job++) {
            assertThatThrownBy(() -> company.run(part -> {
                        part.readyForTiles(manifest());
                        throw new IllegalStateException("it fails");
                    }))
                    .hasMessage("it fails");
        }
    }

    /// A company with 500 bytes for each of two jobs.
    private static Company company(int jobs, long need) {
        return new Company(jobs, 1000, _ -> need, SHARED, ALONE);
    }

    private static Manifest manifest() {
        try (var sample = JacksonCodec.class.getResourceAsStream("sample/manifest.json")) {
            return new JacksonCodec().decode(sample.readAllBytes(), Manifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
