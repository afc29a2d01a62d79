package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A job is redriven on its last day, and then the rule that drops what is old takes its request: the attempt, whose
/// own objects are young, ends all the same, and somebody is told.
class LostRequestTest {
    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "INFER", "STITCH", "DELIVER"})
    void anAttemptWhoseRequestIsGoneEndsAndIsToldOf(StageTrigger stage) {
        try (var laptop = new Laptop(disks)) {
            var attempt = redriven(laptop);
            laptop.runUpTo(stage, attempt.job());
            loseAllOf(attempt.job(), 0);
            var ended = laptop.pipeline.finishAttempt(attempt.job());
            assertThat(ended.source().uri()).isEqualTo(Disks.SOURCE);
            assertThat(ended)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.damaged()).hasSize(1));
            assertThat(laptop.notified).containsExactly(attempt.job() + "-1");
        }
    }

    @Test
    void itCanBeCancelled() {
        try (var laptop = new Laptop(disks)) {
            var attempt = redriven(laptop);
            loseAllOf(attempt.job(), 0);
            assertThat(laptop.cancel.run(attempt.job(), "asked for")).isTrue();
            assertThat(laptop.objects.outcome(attempt)).get().isInstanceOf(Cancelled.class);
        }
    }

    /// A redrive after that has nothing to go on with, and says so.
    @Test
    void itIsNotTriedAgain() {
        try (var laptop = new Laptop(disks)) {
            var attempt = redriven(laptop);
            loseAllOf(attempt.job(), 0);
            laptop.cancel.run(attempt.job(), "asked for");
            assertThat(new RedriveJob(laptop.objects).run(attempt.job())).isEqualTo(new Attempt(attempt.job(), 2));
            Outcome ended = laptop.pipeline.finishAttempt(attempt.job());
            assertThat(ended)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.detail()).contains("request.json is missing"));
        }
    }

    private static Attempt redriven(Laptop laptop) {
        var job = laptop.intake.run(Sample.ORDER).job();
        laptop.cancel.run(job, "asked for");
        return new RedriveJob(laptop.objects).run(job);
    }

    /// What is older than the attempts after `last`: what is of the job, and what is of earlier attempts.
    private void loseAllOf(JobId job, int last) {
        Disks.keys(disks.work(), JobKeys.folder(job)).stream()
                .filter(key -> JobKeys.attemptOf(key)
                        .map(attempt -> attempt.number() <= last)
                        .orElse(true))
                .forEach(disks.work()::delete);
    }
}
