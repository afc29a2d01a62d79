package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.storage.StorageUri;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What may become visible, and what may not be replaced.
@Tag("slow")
class DeliverTest {
    private static final Order OTHER_SOURCE =
            new Order(new StorageUri(Disks.SOURCE.place(), "b.raw"), 1, Sample.ORDER.wanted(), Disks.RESULT);

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void start() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @Test
    void aForeignFileIsKeptAndFoundBeforeAnyModelRuns() {
        disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
        try (var laptop = new Laptop(disks)) {
            assertFailedAtDelivery(laptop.enhance(Sample.ORDER));
            assertThat(laptop.inferredShards).isEmpty();
            disks.outbox().delete(Disks.RESULT.key());
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
        }
    }

    @Test
    void aForeignFileThatComesMeanwhileIsKept() {
        try (var laptop = new Laptop(disks)) {
            laptop.duringStitch = () -> disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
            assertFailedAtDelivery(laptop.enhance(Sample.ORDER));
            assertThat(laptop.inferredShards).isNotEmpty();
        }
    }

    /// As where locks hold nobody up: another command shows the result, and pixels go with the end of an attempt.
    @Test
    void whereverAnotherShowsTheResultAndTheStripsGoADeliveryIsNoFailure() {
        for (int call = 0; ; call++) {
            var places = Disks.inMemory(folder.resolve("call-" + call));
            places.inbox().put(Disks.SOURCE.key(), Sample.source(1));
            JobId job;
            try (var first = new Laptop(places)) {
                job = first.intake.run(Sample.ORDER).job();
                first.runUpTo(StageTrigger.DELIVER, job);
            }
            var other = new Intrusion(call, () -> showAndDropStrips(places, job));
            try (var laptop = new Laptop(places.through(other))) {
                var attempt = Attempt.first(job);
                laptop.runner.run(
                        attempt,
                        StageTrigger.DELIVER,
                        () -> laptop.stages.deliver().run(attempt));
                assertThat(laptop.objects.outcome(attempt))
                        .as("call %d", call)
                        .get()
                        .isInstanceOf(Succeeded.class);
            }
            assertThat(places.result()).isEqualTo(Sample.result(1));
            if (!other.happened()) {
                assertThat(call).isGreaterThan(10);
                return;
            }
        }
    }

    private static void showAndDropStrips(Disks places, JobId job) {
        try (var other = new Laptop(places)) {
            if (other.objects.outcome(Attempt.first(job)).isPresent()) {
                return;
            }
            other.objects.decide(new Decision(Decision.SCHEMA, job, 0, null));
            other.stages.deliver().run(Attempt.first(job));
        }
        Disks.keys(places.work(), JobKeys.strips(job)).forEach(places.work()::delete);
        places.work().delete(JobKeys.outcome(Attempt.first(job))); // it died before it could say so
    }

    private void assertFailedAtDelivery(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.stage()).isEqualTo("deliver"));
        assertThat(disks.result()).containsExactly(1);
    }

    @Test
    void aForeignFileIsReplacedWhenThatIsAllowed() {
        disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
        assertThat(enhance(Sample.ORDER, ForeignFiles.REPLACE)).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @ParameterizedTest
    @EnumSource
    void theResultOfAnotherSourceIsNeverReplaced(ForeignFiles foreignFiles) {
        disks.inbox().put("b.raw", Sample.source(2));
        enhance(Sample.ORDER, foreignFiles);
        assertThat(enhance(OTHER_SOURCE, foreignFiles))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.detail()).contains("test://inbox/a.raw", "test://inbox/b.raw"));
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void aNewerVersionReplacesAnOlderOne() {
        enhance(Sample.ORDER, ForeignFiles.KEEP);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
        assertThat(enhance(Sample.ORDER, ForeignFiles.KEEP)).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(Sample.result(2));
    }

    @Test
    void anOlderVersionThatIsReadyLaterShowsNothing() {
        var older = readyToDeliver();
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
        enhance(Sample.ORDER, ForeignFiles.KEEP);
        assertThat(deliver(older))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.superseded()).isTrue());
        assertThat(disks.result()).isEqualTo(Sample.result(2));
    }

    @Test
    void anOlderVersionShowsNothingEvenBeforeTheNewerOneIsReady() {
        var older = readyToDeliver();
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
        assertThat(deliver(older))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.superseded()).isTrue());
        assertThat(Disks.keys(disks.outbox(), "")).isEmpty();
    }

    @Test
    void aResultThatWasShownBeforeADeathIsThatOfItsJobEvenIfTheSourceIsNewerByNow() {
        var job = readyToDeliver();
        deliver(job);
        var shown = disks.outbox().stat(Disks.RESULT.key());
        disks.work().delete(JobKeys.outcome(Attempt.first(job)));
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
        assertThat(deliver(job))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.superseded()).isFalse());
        assertThat(disks.outbox().stat(Disks.RESULT.key())).isEqualTo(shown);
    }

    @Test
    void aSourceThatIsGoneDoesNotHoldItsResultBack() {
        var job = readyToDeliver();
        disks.inbox().delete(Disks.SOURCE.key());
        assertThat(deliver(job)).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    /// Whatever the older job is about to do when the newer version comes and is done: also when it has just
    /// read that nothing lies at the destination, and composes.
    @Test
    void atWhateverCallOfAnOlderJobANewerOneIsDoneTheNewerResultStays() {
        for (int call = 0; ; call++) {
            start();
            var own = disks.lockedBy(folder.resolve("other-locks"));
            var newer = new Intrusion(call, () -> {
                own.inbox().put(Disks.SOURCE.key(), Sample.source(2));
                try (var laptop = new Laptop(own)) {
                    assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
                }
            });
            Outcome outcome;
            try (var laptop = new Laptop(disks.through(newer))) {
                outcome = laptop.enhance(Sample.ORDER);
            }
            if (!newer.happened()) {
                return;
            }
            assertThat(outcome).as("call %d", call).isInstanceOfAny(Succeeded.class, Rejected.class);
            assertThat(disks.result()).as("call %d", call).isEqualTo(Sample.result(2));
        }
    }

    /// The same with a foreign file: it is kept, or the result came first and the file is simply newer.
    @Test
    void aForeignFileThatAppearsAtWhateverCallIsKept() {
        for (int call = 0; ; call++) {
            start();
            var own = disks;
            var somebody = new Intrusion(call, () -> own.outbox().put(Disks.RESULT.key(), new byte[] {1}));
            try (var laptop = new Laptop(disks.through(somebody))) {
                laptop.enhance(Sample.ORDER);
            }
            if (!somebody.happened()) {
                return;
            }
            assertThat(disks.result()).as("call %d", call).containsExactly(1);
        }
    }

    private JobId readyToDeliver() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(StageTrigger.DELIVER, job);
            return job;
        }
    }

    private Outcome deliver(JobId job) {
        try (var laptop = new Laptop(disks)) {
            laptop.stages.deliver().run(Attempt.first(job));
            return laptop.objects.outcome(Attempt.first(job)).orElseThrow();
        }
    }

    private Outcome enhance(Order order, ForeignFiles foreignFiles) {
        try (var laptop = new Laptop(disks, foreignFiles, "raw encoder")) {
            return laptop.enhance(order);
        }
    }
}
