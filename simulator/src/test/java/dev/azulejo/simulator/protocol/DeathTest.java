package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.simulator.attempt.JobHistory;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import dev.azulejo.simulator.protocol.Fuse.Moment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills a process at every single call of its storages, one after another (on disk, where it takes longer, at some),
/// and lets a second process go on.
@Tag("slow")
class DeathTest {
    @TempDir
    Path folder;

    static Stream<Arguments> places() {
        BiFunction<Path, Path, Disks> memory = (folder, locks) -> Disks.inMemory(locks);
        BiFunction<Path, Path, Disks> disk = Disks::onDisk;
        return Stream.of(
                Arguments.of("in memory", Moment.BEFORE, 1, memory),
                Arguments.of("in memory", Moment.AFTER, 1, memory),
                Arguments.of("on disk", Moment.BEFORE, 19, disk),
                Arguments.of("on disk", Moment.AFTER, 19, disk));
    }

    @ParameterizedTest(name = "{0}, {1} each {2}th call")
    @MethodSource("places")
    void whereverARunDiesTheNextOneFinishesItsJob(
            String where, Moment moment, int step, BiFunction<Path, Path, Disks> places) {
        int calls = forEachCall(moment, step, places, disks -> {}, (disks, job) -> {
            var done = finishedShards(disks, job);
            try (var second = new Laptop(disks)) {
                assertThat(second.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
                assertThat(second.inferredShards).noneMatch(done::contains);
                assertThat(second.notified).containsExactly(job + "-0");
            }
            assertThat(disks.objectsOf(job)).isEqualTo(JobHistory.OF_A_SUCCESS);
        });
        assertThat(calls).isGreaterThan(50);
    }

    @ParameterizedTest(name = "{0}, {1} each {2}th call")
    @MethodSource("places")
    void whereverARedriveDiesTheNextRunFinishesIt(
            String where, Moment moment, int step, BiFunction<Path, Path, Disks> places) {
        Consumer<Disks> succeededOnce = disks -> {
            try (var laptop = new Laptop(disks)) {
                laptop.enhance(Sample.ORDER);
            }
            disks.outbox().delete(Disks.RESULT.key());
        };
        forEachCall(moment, step, places, succeededOnce, (disks, job) -> {
            try (var laptop = new Laptop(disks)) {
                assertThat(laptop.enhance(Sample.ORDER))
                        .isInstanceOf(Succeeded.class)
                        .extracting(Outcome::attempt)
                        .isEqualTo(1);
                assertThat(laptop.notified).containsExactly(job + "-1");
            }
            var second = JobHistory.OF_A_SUCCESS.stream()
                    .filter(name -> name.startsWith("attempts/0/"))
                    .map(name -> name.replace("attempts/0/", "attempts/1/"));
            assertThat(disks.objectsOf(job))
                    .isEqualTo(Stream.concat(second, JobHistory.OF_A_SUCCESS.stream())
                            .sorted()
                            .toList());
        });
    }

    private interface Check {
        void afterDeath(Disks disks, JobId job);
    }

    /// @return how many calls a run makes that is not killed
    private int forEachCall(
            Moment moment, int step, BiFunction<Path, Path, Disks> places, Consumer<Disks> before, Check check) {
        for (int call = 0; ; call += step) {
            var disks = places.apply(folder.resolve("call-" + call), folder.resolve("locks"));
            disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
            before.accept(disks);
            var fuse = new Fuse(call, moment);
            run(disks.through(fuse));
            try {
                check.afterDeath(disks, job(disks));
                assertThat(disks.result()).isEqualTo(Sample.result(1));
                assertThat(Disks.keys(disks.outbox(), "")).containsExactly(Disks.RESULT.key());
                assertThat(Disks.keys(disks.work(), ""))
                        .allMatch(key -> key.startsWith(JobKeys.JOBS) || key.startsWith(JobKeys.SHOWING));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("killed %s call %d".formatted(moment, call), e);
            }
            if (!fuse.isDead()) {
                return call;
            }
        }
    }

    private static void run(Disks disks) {
        try (var first = new Laptop(disks)) {
            first.enhance(Sample.ORDER);
        } catch (Killed death) {
            assertThat(death).isNotNull();
        }
    }

    private static JobId job(Disks disks) {
        try (var laptop = new Laptop(disks)) {
            return laptop.intake.resolve(Sample.ORDER).job();
        }
    }

    private static Set<Integer> finishedShards(Disks disks, JobId job) {
        var finished = new HashSet<Integer>();
        for (int shard = 0; shard < Sample.SHARDS; shard++) {
            if (disks.work().exists(JobKeys.inferred(Attempt.first(job)))
                    || disks.work().exists(JobKeys.tiles(job, shard))) {
                finished.add(shard);
            }
        }
        return finished;
    }
}
