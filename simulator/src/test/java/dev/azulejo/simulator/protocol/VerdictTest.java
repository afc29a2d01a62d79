package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.run.Verdict;
import dev.azulejo.core.run.Verdict.Broken;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Later;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Stuck;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a failure means for a job, whoever drives its stages.
class VerdictTest {
    private final Disks disks = Cloud.buckets();

    @AutoClose
    private final Laptop laptop = new Laptop(disks);

    private JobId job;

    @BeforeEach
    void takeIn() {
        Cloud.write(disks.inbox(), Disks.SOURCE.key(), Sample.source(1), Map.of());
        job = laptop.intake.run(Sample.ORDER).job();
    }

    @Test
    void whatSucceedsIsDone() {
        assertThat(run(StageTrigger.PLAN, () -> laptop.plan(job))).isEqualTo(new Done(false));
        assertThat(due()).isEqualTo(StageTrigger.INFER);
    }

    static Stream<RuntimeException> laterFailures() {
        return Stream.of(
                new TransientFailure("throttled"),
                new StorageUnavailable("no answer", null),
                new StorageFull("no room", null),
                new StorageDenied("not allowed", null));
    }

    @ParameterizedTest
    @MethodSource("laterFailures")
    void whatPassesLeavesTheJobAsItIs(RuntimeException failure) {
        var verdict = run(StageTrigger.PLAN, failing(failure));

        assertThat(verdict).isEqualTo(new Later(Remedy.of(failure), failure));
        assertThat(laptop.objects.decision(Attempt.first(job))).isEmpty();
    }

    static Stream<RuntimeException> lastFailures() {
        return Stream.of(
                new PermanentFailure("damaged"), new NoSuchObject("is gone", null), new InvalidKey("bad key", null));
    }

    @ParameterizedTest
    @MethodSource("lastFailures")
    void whatDoesNotPassEndsTheJob(RuntimeException failure) {
        var verdict = run(StageTrigger.PLAN, failing(failure));

        assertThat(verdict).isEqualTo(new Ended(failure));
        var outcome =
                (Outcome.Failed) laptop.objects.outcome(Attempt.first(job)).orElseThrow();
        assertThat(outcome.failure()).isEqualTo("PermanentFailure");
        assertThat(outcome.stage()).isEqualTo("plan");
        assertThat(outcome.detail()).isEqualTo(failure.getMessage());
    }

    @Test
    void aBugSaysNothingOfTheJobUntilItIsGivenUp() {
        var bug = new IllegalStateException("impossible");

        assertThat(run(StageTrigger.PLAN, failing(bug))).isEqualTo(new Broken(bug));
        assertThat(laptop.objects.decision(Attempt.first(job))).isEmpty();

        assertThat(laptop.runner.giveUp(Attempt.first(job), StageTrigger.PLAN, bug))
                .isEqualTo(new Ended(bug));
        var outcome =
                (Outcome.Failed) laptop.objects.outcome(Attempt.first(job)).orElseThrow();
        assertThat(outcome.failure()).isEqualTo("IllegalStateException");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "INFER", "STITCH"})
    void nothingIsDoneOnceItIsDecidedHowAJobEnds(StageTrigger stage) {
        laptop.cancel.run(job, "enough");
        var calls = new AtomicInteger();

        assertThat(run(stage, calls::incrementAndGet)).isEqualTo(new Done(true));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVER", "NOTIFY"})
    void butTheDecisionIsCarriedOut(StageTrigger stage) {
        laptop.cancel.run(job, "enough");
        var calls = new AtomicInteger();

        assertThat(run(stage, calls::incrementAndGet)).isEqualTo(new Done(false));
        assertThat(calls).hasValue(1);
    }

    @Test
    void aStageThatAnotherHasDoneEndsNothing() {
        laptop.plan(job);
        var failure = new NoSuchObject("cleaned up", null);

        assertThat(run(StageTrigger.PLAN, failing(failure))).isEqualTo(new Overtaken(failure));
        assertThat(laptop.objects.decision(Attempt.first(job))).isEmpty();
    }

    @Test
    void thatNobodyCanBeToldOfAnEndIsNoEnd() {
        laptop.cancel.run(job, "enough");
        var failure = new PermanentFailure("no bus");

        assertThat(run(StageTrigger.NOTIFY, failing(failure))).isEqualTo(new Stuck(failure));
        assertThat(laptop.objects.outcome(Attempt.first(job))).get().isInstanceOf(Outcome.Cancelled.class);
    }

    /// By what its start says, which is as young as the attempt.
    @Test
    void aJobWhoseRequestIsGoneIsEnded() {
        disks.work().delete(JobKeys.request(job));
        assertEndsAsFailed(new PermanentFailure("its request is missing"));
    }

    @Test
    void aJobWhoseRequestIsDamagedIsEnded() {
        disks.work().put(JobKeys.request(job), new byte[] {'?'});
        assertEndsAsFailed(new PermanentFailure("its request is damaged"));
    }

    private void assertEndsAsFailed(PermanentFailure failure) {
        assertThat(run(StageTrigger.PLAN, failing(failure))).isEqualTo(new Ended(failure));
        assertThat(laptop.objects.outcome(Attempt.first(job))).get().isInstanceOf(Outcome.Failed.class);
    }

    /// Its start is that of a build which did not say there what the job is made from.
    @Test
    void aJobOfWhichNobodyKnowsTheSourceCannotBeEnded() {
        disks.work().delete(JobKeys.request(job));
        var start = "{\"schema\":1,\"job\":\"%s\",\"attempt\":0,\"delivers\":false}".formatted(job);
        disks.work().put(StageTrigger.PLAN.key(Attempt.first(job)), start.getBytes(StandardCharsets.UTF_8));
        var failure = new PermanentFailure("its request is missing");

        var verdict = run(StageTrigger.PLAN, failing(failure));

        assertThat(verdict).isInstanceOf(Stuck.class);
        assertThat(((Stuck) verdict).why()).hasSuppressedException(failure);
    }

    private Verdict run(StageTrigger stage, Runnable work) {
        return laptop.runner.run(Attempt.first(job), stage, work);
    }

    private StageTrigger due() {
        return StageTrigger.dueFor(Attempt.first(job), disks.work()).orElseThrow();
    }

    private static Runnable failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
