package dev.azulejo.functions;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Failed;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Stuck;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.functions.DeadLetter.DeadTask;
import dev.azulejo.functions.Metrics.Metric;
import java.util.List;
import org.jboss.logging.Logger;

/// The end of what could not be done: ends the job as failed, by name, so that nobody waits for ever.
final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /// How often a message is received before it goes to the last queue, where only people look.
    private static final int LAST_RECEIVE = 3;

    private final JobObjects objects;
    private final StageRunner runner;
    private final DeliverStage deliver;
    private final TaskTokens tokens;
    private final Claims claims;
    private final Telemetry telemetry;

    DeadLetters(
            JobObjects objects,
            StageRunner runner,
            DeliverStage deliver,
            TaskTokens tokens,
            Claims claims,
            Telemetry telemetry) {
        this.objects = objects;
        this.runner = runner;
        this.deliver = deliver;
        this.tokens = tokens;
        this.claims = claims;
        this.telemetry = telemetry;
    }

    /// @param receives how often the letter has come, this time included
    void end(DeadLetter letter, int receives) {
        switch (letter) {
            case DeadTask task -> end(task);
            case DeadStage stage -> {
                telemetry.about(stage.stage().name(), stage.job().text());
                end(stage, receives);
            }
        }
    }

    private void end(DeadTask task) {
        telemetry.about(StageTrigger.INFER.name(), task.job().text());
        tokens.failed(
                task.token(),
                PermanentFailure.class.getName(),
                "shard %d of job %s: no worker could do it, and its queue has given up"
                        .formatted(task.shard(), task.job()));
    }

    private void end(DeadStage dead, int receives) {
        var job = dead.job();
        if (isUndelivered(job)) {
            deliverOnceMore(job, receives);
            return;
        }
        var due = StageTrigger.dueFor(job, objects.work())
                .orElseThrow(() -> new PermanentFailure(
                        "there is no job %s, but a dead %s of it: %s".formatted(job, dead.stage(), dead.detail())));
        if (dead.stage() == StageTrigger.NOTIFY) {
            throw new PermanentFailure(
                    "nobody was told how job %s ended: %s: %s".formatted(job, dead.failure(), dead.detail()));
        }
        if (due != dead.stage()) {
            LOG.infof("%s of job %s died, but another has done it: %s is due", dead.stage(), job, due);
            return;
        }
        var worker = claims.holder(job, dead.stage());
        if (worker.isPresent() && !worker.equals(dead.execution())) {
            LOG.infof("%s of job %s died, but %s works on it", dead.stage(), job, worker.get());
            return; // and should that one die, its own letter says so
        }
        LOG.errorf("%s of job %s has died: %s: %s", dead.stage(), job, dead.failure(), dead.detail());
        new FailJob(objects).run(job, dead.stage(), dead.failure(), dead.detail(), List.of());
        telemetry.count(Metric.FAILED_JOBS);
    }

    private boolean isUndelivered(JobId job) {
        return objects.decision(job).filter(decision -> decision.delivers()).isPresent()
                && objects.outcome(job).isEmpty();
    }

    /// Its result may be visible already, so the job should end as delivered, if it can.
    private void deliverOnceMore(JobId job, int receives) {
        LOG.warnf("job %s was decided to be delivered and was not: once more (%d)", job, receives);
        telemetry.count(Metric.UNDELIVERED_DECISIONS);
        switch (runner.run(job, StageTrigger.DELIVER, () -> deliver.run(job))) {
            case Done _, Overtaken _ -> {}
            case Ended ended -> undeliverable(job, ended);
            case Stuck stuck -> throw stuck.why();
            case Failed later when receives < LAST_RECEIVE -> throw later.why();
            case Failed last -> undeliverable(job, runner.giveUp(job, StageTrigger.DELIVER, last.why()));
        }
    }

    private void undeliverable(JobId job, Failed failed) {
        LOG.errorf(
                failed.why(),
                "job %s cannot be delivered: %s",
                job,
                failed.why().getMessage());
        telemetry.count(Metric.FAILED_JOBS);
    }
}
