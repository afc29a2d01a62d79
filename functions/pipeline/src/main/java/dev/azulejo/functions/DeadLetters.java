package dev.azulejo.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.functions.DeadLetter.DeadTask;
import dev.azulejo.functions.Metrics.Metric;
import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The end of what could not be done: ends the job as failed, by name, so that nobody waits for ever.
final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /// How often a message is received before it goes to the last queue, where only people look.
    private static final int LAST_RECEIVE = 3;

    /// The state machines, by the stages that they do: their claims say which execution works on a job.
    private static final Map<StageTrigger, String> MACHINES =
            Map.of(StageTrigger.INFER, "enhance", StageTrigger.STITCH, "stitch");

    private static final JsonMapper JSON = new JsonMapper();

    private final JobObjects objects;
    private final FailJob fail;
    private final DeliverStage deliver;
    private final TaskTokens tokens;
    private final Telemetry telemetry;

    DeadLetters(JobObjects objects, FailJob fail, DeliverStage deliver, TaskTokens tokens, Telemetry telemetry) {
        this.objects = objects;
        this.fail = fail;
        this.deliver = deliver;
        this.tokens = tokens;
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
        var worker = claim(dead);
        if (worker.isPresent() && !worker.equals(dead.execution())) {
            LOG.infof("%s of job %s died, but %s works on it", dead.stage(), job, worker.get());
            return; // and should that one die, its own letter says so
        }
        LOG.errorf("%s of job %s has died: %s: %s", dead.stage(), job, dead.failure(), dead.detail());
        fail.run(job, dead.stage(), dead.failure(), dead.detail(), List.of());
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
        try {
            deliver.run(job);
        } catch (RuntimeException failure) {
            if (!(failure instanceof PermanentFailure) && receives < LAST_RECEIVE) {
                throw failure;
            }
            LOG.errorf(failure, "job %s cannot be delivered: %s", job, failure.getMessage());
            fail.run(job, StageTrigger.DELIVER, failure);
            telemetry.count(Metric.FAILED_JOBS);
        }
    }

    /// The execution that has claimed the work which died; none of a claim that nobody can read.
    private Optional<String> claim(DeadStage dead) {
        var machine = MACHINES.get(dead.stage());
        if (machine == null) {
            return Optional.empty();
        }
        try (InputStream claim = objects.work().read(JobKeys.claim(dead.job(), machine))) {
            return Optional.of(JSON.readTree(claim).path("execution").asText())
                    .filter(execution -> !execution.isEmpty());
        } catch (NoSuchObject | JsonProcessingException nobody) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
