package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two commands for one job where no lock keeps either waiting, as in some network folders.
class NoLocksTest {
    @TempDir
    Path folder;

    @Test
    void atWhateverCallAnotherBeginsTheNextAttemptBothGoOnWithIt() {
        boolean happened = true;
        for (int call = 0; happened; call++) {
            var disks = Disks.inMemory(folder.resolve("call-" + call));
            disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
            var job = failed(disks);
            var other = new Intrusion(call, () -> beginAnother(disks, job));
            try (var laptop = new Laptop(disks.through(other))) {
                assertThat(laptop.enhance(Sample.ORDER)).as("call %d", call).isInstanceOf(Succeeded.class);
                assertThat(laptop.newest(job).number()).as("call %d", call).isBetween(1, 2);
            }
            happened = other.happened();
            assertThat(disks.result()).isEqualTo(Sample.result(1));
        }
    }

    private static JobId failed(Disks disks) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            new FailJob(laptop.objects).run(Attempt.first(job), StageTrigger.PLAN, "Broken", "broke", List.of());
            return job;
        }
    }

    /// As another command does, which is slow after that.
    private static void beginAnother(Disks disks, JobId job) {
        try (var other = new Laptop(disks)) {
            JobObjects objects = other.objects;
            if (objects.outcome(objects.newest(job).orElseThrow()).isPresent()) {
                new RedriveJob(objects).run(job);
            }
        }
    }
}
