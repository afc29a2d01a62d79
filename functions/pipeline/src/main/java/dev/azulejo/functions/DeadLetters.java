package dev.azulejo.functions;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Failed;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Undelivered;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.functions.DeadLetter.DeadTask;
import dev.azulejo.functions.Metrics.Metric;
import org.jboss.logging.Logger;

/// Ends jobs whose work failed at every try, so they do not stay open for ever.
final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final StageRunner runner;
    private final DeliverStage deliver;
    private final TaskTokens tokens;
    private final Claims claims;
    private final Telemetry telemetry;

    DeadLetters(StageRunner runner, DeliverStage deliver, TaskTokens tokens, Claims claims, Telemetry telemetry) {
        this.runner = runner;
        this.deliver = deliver;
        this.tokens = tokens;
        this.claims = claims;
        this.telemetry = telemetry;
    }

    void end(DeadLetter letter) {
        switch (letter) {
            case DeadTask task -> end(task);
            case DeadStage stage -> {
                telemetry.about(stage.stage().name(), stage.attempt().job().text());
                end(stage);
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

    private void end(DeadStage dead) {
        var attempt = dead.attempt();
        var why = new PermanentFailure(
                "%s of job %s has died: %s: %s".formatted(dead.stage(), attempt, dead.failure(), dead.detail()));
        var worker = claims.holder(attempt, dead.stage());
        if (worker.isPresent() && !worker.equals(dead.execution())) {
            LOG.infof("%s, but %s works on it", why.getMessage(), worker.get());
            return; // and should that one die, its own letter says so
        }
        switch (runner.giveUp(attempt, dead.stage(), why, dead.failure(), dead.detail())) {
            case Ended _ -> LOG.error(why.getMessage());
            case Overtaken _ -> LOG.infof("%s, but another has done it", why.getMessage());
            case Undelivered _ -> deliverOnceMore(attempt);
            case Failed stays -> throw stays.why(); // unreported, or no such job: for operators to see
        }
    }

    /// Delivers a job once more whose results may be visible already: it must end as delivered, however
    /// long that takes, and a letter that fails stays in the queue, where operators look.
    private void deliverOnceMore(Attempt attempt) {
        LOG.warnf("job %s was decided to be delivered and was not: once more", attempt);
        telemetry.count(Metric.UNDELIVERED_DECISIONS);
        switch (runner.run(attempt, StageTrigger.DELIVER, () -> deliver.run(attempt))) {
            case Done _, Overtaken _ -> {}
            case Ended ended ->
                LOG.errorf(
                        ended.why(),
                        "job %s cannot be delivered: %s",
                        attempt,
                        ended.why().getMessage());
            case Failed later -> throw later.why();
        }
    }
}
