package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.storage.JobStorage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is damaged or gone fails the job once, by name; asked for again, the job goes on from the latest stage
/// whose inputs are there, and makes nothing twice that is whole.
class RedriveTest {
    private static final Set<Integer> NONE = Set.of();
    private static final Set<Integer> ALL = Set.of(0, 1, 2);

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    /// Where the job stands, what is done to which object of it, the stage that fails, the one repeated, and
    /// the shards that must be inferred from then on.
    static Stream<Arguments> damages() {
        BiConsumer<JobStorage, String> gone = JobStorage::delete;
        BiConsumer<JobStorage, String> cut = (work, key) -> {
            var bytes = Disks.bytes(work, key);
            work.put(key, Arrays.copyOf(bytes, bytes.length / 2));
        };
        BiConsumer<JobStorage, String> garbled = (work, key) -> {
            var bytes = Disks.bytes(work, key);
            bytes[5] ^= 1;
            work.put(key, bytes);
        };
        BiConsumer<JobStorage, String> unreadable = (work, key) -> work.put(key, "{".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of(StageTrigger.INFER, "source/1", gone, "infer", StageTrigger.PLAN, Set.of(1)),
                Arguments.of(StageTrigger.INFER, "source/1", cut, "infer", StageTrigger.PLAN, Set.of(1)),
                Arguments.of(StageTrigger.INFER, "source/1", garbled, "infer", StageTrigger.PLAN, Set.of(1)),
                Arguments.of(StageTrigger.INFER, "manifest.json", unreadable, "infer", StageTrigger.PLAN, Set.of(1)),
                Arguments.of(StageTrigger.INFER, "shards.json", unreadable, "infer", StageTrigger.PLAN, ALL),
                Arguments.of(StageTrigger.INFER, "shards.json", gone, "infer", StageTrigger.PLAN, Set.of(1)),
                Arguments.of(StageTrigger.STITCH, "tiles/1", gone, "stitch", StageTrigger.INFER, Set.of(1)),
                Arguments.of(StageTrigger.STITCH, "tiles/1", cut, "stitch", StageTrigger.INFER, Set.of(1)),
                Arguments.of(StageTrigger.STITCH, "tiles/1", garbled, "stitch", StageTrigger.INFER, Set.of(1)),
                Arguments.of(StageTrigger.DELIVER, "strips/0/2", gone, "deliver", StageTrigger.STITCH, NONE),
                Arguments.of(StageTrigger.DELIVER, "strips/0/2", cut, "deliver", StageTrigger.STITCH, NONE),
                Arguments.of(StageTrigger.DELIVER, "strips/0/4", gone, "deliver", StageTrigger.STITCH, NONE),
                Arguments.of(StageTrigger.DELIVER, "strips/0/5", gone, "deliver", StageTrigger.STITCH, NONE),
                Arguments.of(StageTrigger.DELIVER, "stitched.json", unreadable, "deliver", StageTrigger.STITCH, NONE),
                Arguments.of(StageTrigger.DELIVER, "inferred.json", unreadable, "deliver", StageTrigger.INFER, NONE),
                Arguments.of(StageTrigger.DELIVER, "manifest.json", unreadable, "deliver", StageTrigger.PLAN, NONE));
    }

    @ParameterizedTest(name = "before {0}: {1}")
    @MethodSource("damages")
    void aDamagedObjectFailsTheJobByNameAndIsMadeAnew(
            StageTrigger reached,
            String name,
            BiConsumer<JobStorage, String> damage,
            String failing,
            StageTrigger repeated,
            Set<Integer> inferred) {
        var job = runUpTo(reached);
        var key = keyOf(job, name);
        damage.accept(disks.work(), key);
        assertThat(enhance(NONE)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.stage()).isEqualTo(failing);
            assertThat(failed.damaged()).containsExactly(key);
        });
        assertThat(stageOfARedrive(job)).isEqualTo(repeated);
        assertThat(enhance(inferred))
                .isInstanceOf(Succeeded.class)
                .extracting(Outcome::attempt)
                .isEqualTo(1);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void tilesThatAreDamagedWhenTheirSourceIsGoneAreMadeFromTheFileAgain() {
        var job = runUpTo(StageTrigger.STITCH);
        for (int shard : ALL) {
            disks.work().delete(JobKeys.source(job, shard));
        }
        disks.work().delete(JobKeys.tiles(job, 2));
        assertThat(enhance(NONE)).isInstanceOf(Failed.class);
        assertThat(enhance(Set.of(2))).isInstanceOf(Succeeded.class);
    }

    @Test
    void shardsThatAnotherBuildHasCutAreRefusedAndCutAnew() {
        var job = runUpTo(StageTrigger.STITCH);
        try (var laptop = new Laptop(disks)) {
            var shards = laptop.objects.shards(job).shards();
            disks.work().delete(JobKeys.shards(job));
            laptop.objects.fix(job, List.of(shards.getFirst(), new Shard(Shard.SCHEMA, job, 1, 0, 1, 9, 9)));
        }
        disks.work().delete(JobKeys.inferred(Attempt.first(job)));
        disks.work().delete(JobKeys.manifest(Attempt.first(job)));
        assertThat(enhance(NONE))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.damaged()).containsExactly(JobKeys.shards(job)));
        assertThat(enhance(ALL)).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void aFileManagersFilesAmongTheObjectsAreNoObjects() {
        var job = runUpTo(StageTrigger.DELIVER);
        disks.work().delete(keyOf(job, "strips/0/0"));
        for (var prefix : List.of(JobKeys.strips(job), JobKeys.tiles(job), JobKeys.attempts(job))) {
            disks.work().put(prefix + ".DS_Store", new byte[8]);
        }
        assertThat(enhance(NONE)).isInstanceOf(Failed.class);
        assertThat(enhance(NONE)).isInstanceOf(Succeeded.class);
    }

    @Test
    void attemptsAreNumberedOneAfterAnother() {
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(enhance(NONE).attempt()).isEqualTo(attempt);
            disks.outbox().delete(Disks.RESULT.key());
        }
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.resolve(Sample.ORDER).job();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(disks.objectsOf(job)).contains("attempts/%d/outcome.json".formatted(attempt));
            }
        }
    }

    @Test
    void stripsOfAnotherEncoderBuildAreWrittenAnew() {
        var job = runUpTo(StageTrigger.STITCH);
        try (var laptop = new Laptop(disks, ForeignFiles.KEEP, "older encoder")) {
            var manifest = laptop.objects.manifest(Attempt.first(job));
            laptop.stages
                    .stitch()
                    .run(
                            Attempt.first(job),
                            manifest.result(0),
                            laptop.objects.shards(job).shards(),
                            1);
        }
        assertThat(enhance(NONE))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.fingerprints()).doesNotContain("older encoder"));
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void theShardsOfASampleAreAsTheseTestsTakeThemToBe() {
        var job = runUpTo(StageTrigger.DELIVER);
        try (var laptop = new Laptop(disks)) {
            assertThat(laptop.objects.shards(job).shards()).hasSize(Sample.SHARDS);
            assertThat(laptop.objects
                            .manifest(Attempt.first(job))
                            .result(0)
                            .strips()
                            .count())
                    .isEqualTo(Sample.STRIPS);
            assertThat(laptop.objects.manifest(Attempt.first(job)).result(0).size())
                    .isEqualTo(new Size(140, 100));
        }
    }

    private JobId runUpTo(StageTrigger stage) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(stage, job);
            return job;
        }
    }

    /// On a copy, because it is the next order that shall do it.
    private StageTrigger stageOfARedrive(JobId job) {
        var copy = Disks.inMemory(folder.resolve("copy"));
        for (var key : Disks.keys(disks.work(), "")) {
            copy.work().put(key, Disks.bytes(disks.work(), key));
        }
        try (var laptop = new Laptop(copy)) {
            var attempt = new RedriveJob(laptop.objects).run(job);
            laptop.stages.plan().run(attempt);
            var due = StageTrigger.dueFor(attempt, copy.work()).orElseThrow();
            return due == StageTrigger.NOTIFY ? StageTrigger.PLAN : due; // which finds no source here
        }
    }

    private String keyOf(JobId job, String name) {
        return disks.objectsOf(job).stream()
                .filter(its -> its.equals(name) || its.equals("attempts/0/" + name) || its.startsWith(name + "/"))
                .map(its -> JobKeys.folder(job) + its)
                .findFirst()
                .orElseThrow();
    }

    /// @param made shards that must be inferred; those whose tiles are whole must not
    private Outcome enhance(Set<Integer> made) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.resolve(Sample.ORDER).job();
            var whole = ALL.stream()
                    .filter(shard -> !made.contains(shard) && disks.work().exists(JobKeys.tiles(job, shard)))
                    .toList();
            var outcome = laptop.enhance(Sample.ORDER);
            assertThat(laptop.inferredShards).noneMatch(whole::contains);
            assertThat(made).allMatch(laptop.inferredShards::contains);
            return outcome;
        }
    }
}
