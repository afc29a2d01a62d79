package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.core.job.key.OverdueAttempts.Overdue;
import dev.azulejo.core.job.key.StageTrigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An event was lost: the stage that it starts never begins, and no failure tells of it.
class OverdueTest {
    private static final Duration SHORT = OverdueAttempts.PATIENCE.minusHours(1);
    private static final Duration LONG = OverdueAttempts.PATIENCE.plusHours(1);

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
    void anAttemptIsFoundByTheStageThatItWaitsFor(StageTrigger stage) {
        var job = job(stage);
        assertThat(after(SHORT)).isEmpty();
        assertThat(after(LONG)).singleElement().satisfies(overdue -> {
            assertThat(overdue.attempt()).isEqualTo(Attempt.first(job));
            assertThat(overdue.due()).isEqualTo(stage);
            assertThat(overdue).asString().contains(job.text(), stage.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void oneThatHasEndedIsNotAndOneThatWasBegunAgainIs() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.enhance(Sample.ORDER).job();
            assertThat(after(LONG)).isEmpty();
            var second = new RedriveJob(laptop.objects).run(job);
            assertThat(after(LONG)).extracting(Overdue::attempt).containsExactly(second);
        }
    }

    private JobId job(StageTrigger stage) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(stage, job);
            return job;
        }
    }

    private List<Overdue> after(Duration since) {
        return new OverdueAttempts(disks.work()).at(Instant.now().plus(since));
    }
}
