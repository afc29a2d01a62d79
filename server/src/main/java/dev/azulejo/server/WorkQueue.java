package dev.azulejo.server;

import dev.azulejo.api.port.Desk;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.local.LocalPipeline;
import dev.azulejo.local.work.JobEnd;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Takes jobs to their end, one after another. What waits here is only a hint: a server that starts
/// again finds the same jobs unfinished. Thread-safe.
final class WorkQueue implements Desk, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WorkQueue.class.getName());
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(5);

    private final LocalPipeline pipeline;
    private final Pace pace;
    private final Consumer<Turns> unfinished;
    private final Turns turns;
    private final Thread thread;

    /// @param unfinished adds the jobs that an earlier process has left
    WorkQueue(LocalPipeline pipeline, Pace pace, Turns turns, Consumer<Turns> unfinished) {
        this.pipeline = pipeline;
        this.pace = pace;
        this.turns = turns;
        this.unfinished = unfinished;
        this.thread = Thread.ofPlatform().daemon().name("jobs").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    @Override
    public void begun(Tenant tenant, JobId job) {
        turns.begun(new TenantJob(tenant, job));
        pace.changed(job);
    }

    @Override
    public void askedAgain(Tenant tenant, JobId job) {
        begun(tenant, job); // which tells of one that has ended, and goes on with another
    }

    @Override
    public void ended(Tenant tenant, JobId job) {
        turns.ended(new TenantJob(tenant, job));
        pace.changed(job);
    }

    @Override
    public Optional<Progress> progress(JobId job) {
        return pace.of(job);
    }

    @Override
    public long changes(JobId job) {
        return pace.changes(job);
    }

    private void work() {
        try {
            goOn();
            while (true) {
                take(turns.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Adds unfinished jobs once the server listens, as there may be many to look at.
    private void goOn() {
        try {
            unfinished.accept(turns);
        } catch (RuntimeException e) { // new jobs shall not wait for it
            LOG.log(Level.ERROR, "what was left unfinished waits for the next start", e);
        }
    }

    private void take(TenantJob turn) throws InterruptedException {
        var job = turn.job();
        pace.started(job);
        try {
            JobEnd.of(() -> pipeline.finishAttempt(job), why -> giveUp(job, why));
        } catch (RuntimeException | Error e) { // the boundary of a job: no other waits for it
            LOG.log(Level.WARNING, "job %s waits: %s".formatted(job, e.getMessage()), e);
            turns.begun(turn);
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_TROUBLE.toMillis());
        } finally {
            pace.stopped(job);
        }
    }

    private Outcome giveUp(JobId job, RuntimeException why) {
        LOG.log(Level.ERROR, "job %s failed".formatted(job), why);
        return pipeline.fail(job, why);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
