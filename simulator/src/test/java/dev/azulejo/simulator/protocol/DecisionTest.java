package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exactly one decides how a job ends, and all others obey.
class DecisionTest {
    /// Intake's calls: version, stat, first bytes, request, start; then the newest attempt is looked for, and its end.
    private static final int FIRST_LOOK = 8;

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void start() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @Test
    void cancelledBeforeAnyCallAJobShowsNothingOrIsDelivered() {
        for (int call = 0; ; call++) {
            start();
            var obeyed = new AtomicReference<Boolean>();
            var cancel = new Intrusion(call, () -> obeyed.set(cancel()));
            Outcome outcome;
            try (var laptop = new Laptop(disks.through(cancel))) {
                outcome = laptop.enhance(Sample.ORDER);
            }
            if (!cancel.happened()) {
                return;
            }
            boolean cancelled = Boolean.TRUE.equals(obeyed.get());
            // A job that was cancelled before the order looked at it is one to try again, as after any cancel.
            boolean redriven = outcome.attempt() == 1 && call < FIRST_LOOK;
            assertThat(outcome)
                    .as("cancelled before call %d", call)
                    .isInstanceOf(cancelled && !redriven ? Cancelled.class : Succeeded.class);
            assertThat(disks.outbox().exists(Disks.RESULT.key())).isEqualTo(outcome instanceof Succeeded);
        }
    }

    /// Cancels the job, if there is one.
    private boolean cancel() {
        try (var other = new Laptop(disks)) {
            var job = other.intake.resolve(Sample.ORDER).job();
            return other.objects.newest(job).isPresent() && other.cancel.run(job, "asked for");
        }
    }

    @Test
    void afterTheDecisionToDeliverACancelDoesNothing() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(StageTrigger.DELIVER, job);
            laptop.objects.decide(new Decision(Decision.SCHEMA, job, 0, null));
            assertThat(laptop.cancel.run(job, "too late")).isFalse();
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
            assertThat(laptop.cancel.run(job, "much too late")).isFalse();
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
        }
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "INFER", "STITCH", "DELIVER"})
    void whoeverMeetsADecisionWithoutOutcomeWritesItAndDoesNothingElse(StageTrigger stage) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(stage, job);
            var outcome = new Cancelled(
                    Outcome.SCHEMA, job, 0, laptop.objects.request(job).source(), "asked for");
            laptop.objects.decide(new Decision(Decision.SCHEMA, job, 0, outcome));
            var before = disks.objectsOf(job);
            run(laptop, stage, job);
            assertThat(laptop.objects.outcome(Attempt.first(job))).contains(outcome);
            assertThat(disks.objectsOf(job)).hasSize(before.size() + 1).containsAll(before);
            assertThat(Disks.keys(disks.outbox(), "")).isEmpty();
        }
    }

    private static void run(Laptop laptop, StageTrigger stage, JobId job) {
        switch (stage) {
            case PLAN -> laptop.plan(job);
            case INFER -> laptop.infer(job);
            case STITCH -> laptop.stitch(job);
            case DELIVER -> laptop.stages.deliver().run(Attempt.first(job));
            case NOTIFY -> laptop.stages.tell().run(Attempt.first(job));
        }
    }

    @Test
    void aCancelledJobIsDoneWhenItIsAskedForAgain() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            assertThat(laptop.cancel.run(job, "asked for")).isTrue();
            assertThat(laptop.cancel.run(job, "asked for again")).isTrue();
            assertThat(laptop.enhance(Sample.ORDER))
                    .isInstanceOf(Succeeded.class)
                    .extracting(Outcome::attempt)
                    .isEqualTo(1);
        }
    }

    @Test
    void anOutcomeThatNobodyCanBeToldOfStaysAsItIsAndIsToldLater() {
        try (var laptop = new Laptop(disks)) {
            laptop.offline = true;
            assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> laptop.enhance(Sample.ORDER));
            laptop.offline = false;
            var outcome = laptop.enhance(Sample.ORDER);
            assertThat(outcome).isInstanceOf(Succeeded.class);
            assertThat(laptop.notified).containsExactly(outcome.job() + "-0");
        }
    }

    @Test
    void aFileThatIsNoImageIsRejected() {
        disks.inbox().put(Disks.SOURCE.key(), new byte[] {1, 2, 3, 4});
        assertRejected(Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void aFileThatEndsTooEarlyIsRejected() {
        disks.inbox().put(Disks.SOURCE.key(), Arrays.copyOf(Sample.source(1), 5_000));
        assertRejected(Reason.UNREADABLE);
    }

    @Test
    void aSourceThatChangesBeforeItIsReadIsRejected() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
            laptop.plan(job);
            assertThat(laptop.objects.outcome(Attempt.first(job)).orElseThrow())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SOURCE_CHANGED));
        }
    }

    private void assertRejected(Reason reason) {
        try (var laptop = new Laptop(disks)) {
            var outcome = laptop.enhance(Sample.ORDER);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
            assertThat(laptop.notified).containsExactly(outcome.job() + "-0");
        }
        assertThat(Disks.keys(disks.outbox(), "")).isEmpty();
    }

    @Test
    void recipesThatDoNotExistAreRejectedEachByItsName() {
        for (var name : new String[] {"photo-x3", "photo-x5", "photo-x3"}) {
            try (var laptop = new Laptop(disks)) {
                assertThat(laptop.enhance(Sample.order(name))).isInstanceOfSatisfying(Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_OPTION);
                    assertThat(rejected.detail()).contains("'%s'".formatted(name));
                });
            }
        }
    }
}
