package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.simulator.attempt.JobHistory;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Events come twice, in any order, and to several at once.
class RepeatTest {
    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void theSameOrderTwiceIsOneJobAndOneInference() {
        var first = enhance();
        try (var laptop = new Laptop(disks)) {
            assertThat(laptop.enhance(Sample.ORDER)).isEqualTo(first);
            assertThat(laptop.inferredShards).isEmpty();
        }
        assertThat(disks.result()).isEqualTo(Sample.result(1));
        assertThat(disks.objectsOf(first.job())).isEqualTo(JobHistory.OF_A_SUCCESS);
    }

    @Test
    void aResultThatWasRemovedIsMadeAgainAndWhatTheFirstAttemptSaidIsKept() {
        var first = enhance();
        disks.outbox().delete(Disks.RESULT.key());
        var second = enhance();
        assertThat(second).isInstanceOf(Succeeded.class);
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
        assertThat(disks.objectsOf(first.job())).contains("attempts/0/outcome.json", "attempts/0/decision.json");
    }

    @Test
    void aRequestThatNobodyCanReadIsWrittenAnewByTheSameOrder() {
        JobId job;
        try (var laptop = new Laptop(disks)) {
            job = laptop.intake.run(Sample.ORDER).job();
        }
        disks.work().put(JobKeys.request(job), new byte[] {'{'});
        assertThat(enhance()).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void aResultThatSomebodyChangedIsHisUnlessItMayBeReplaced() {
        enhance();
        disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
        assertThat(enhance())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.detail()).contains("not made by azulejo"));
        assertThat(disks.result()).containsExactly(1);
        try (var laptop = new Laptop(disks, ForeignFiles.REPLACE, "raw encoder")) {
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
        }
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stagesThatRunAgainAfterTheEndChangeNothing(long seed) {
        var job = enhance().job();
        var before = everything();
        try (var laptop = new Laptop(disks)) {
            var stages = new ArrayList<>(allStages(laptop));
            stages.addAll(allStages(laptop));
            Collections.shuffle(stages, new Random(seed));
            stages.forEach(stage -> stage.accept(job));
            assertThat(laptop.inferredShards).isEmpty();
            assertThat(laptop.notified).containsOnly(job + "-0");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStageMayRunTwiceOnTheWay(long seed) {
        var random = new Random(seed);
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            var stages = allStages(laptop);
            for (int stage = 0; stage < stages.size(); stage++) {
                stages.get(stage).accept(job);
                if (stage > 0) {
                    stages.get(random.nextInt(stage)).accept(job);
                }
            }
            assertThat(laptop.objects.outcome(Attempt.first(job))).containsInstanceOf(Succeeded.class);
        }
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    private static List<Consumer<JobId>> allStages(Laptop laptop) {
        return List.of(
                job -> laptop.intake.run(Sample.ORDER),
                job -> laptop.plan(job),
                laptop::infer,
                laptop::stitch,
                job -> laptop.stages.deliver().run(Attempt.first(job)),
                job -> laptop.stages.tell().run(Attempt.first(job)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void processesThatDoNotSeeEachOthersLocksMakeOneResult(long seed) throws Exception {
        try (var threads = Executors.newFixedThreadPool(3)) {
            var runs = new ArrayList<Callable<Outcome>>();
            for (int process = 0; process < 3; process++) {
                var own = disks.lockedBy(folder.resolve("locks-" + process));
                runs.add(() -> {
                    try (var laptop = new Laptop(own)) {
                        return laptop.enhance(Sample.ORDER);
                    }
                });
            }
            for (Future<Outcome> outcome : threads.invokeAll(runs)) {
                assertThat(outcome.get()).isInstanceOf(Succeeded.class);
            }
        }
        assertThat(disks.result()).isEqualTo(Sample.result(1));
        assertThat(enhance().attempt()).isZero();
    }

    private Outcome enhance() {
        try (var laptop = new Laptop(disks)) {
            return laptop.enhance(Sample.ORDER);
        }
    }

    /// All objects with what tells whether somebody has written them again: in memory, the ETag counts the writes.
    private Map<String, String> everything() {
        return Stream.of(disks.inbox(), disks.outbox(), disks.work())
                .flatMap(RepeatTest::objects)
                .collect(Collectors.toMap(ObjectStat::key, ObjectStat::etag));
    }

    private static Stream<ObjectStat> objects(Storage storage) {
        return storage.list("");
    }
}
