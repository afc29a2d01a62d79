package dev.azulejo.core.local;

import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import dev.azulejo.core.run.Verdict;
import dev.azulejo.core.run.Verdict.Broken;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Later;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Stuck;

/// The pipeline in one process. Read this first: on AWS, EventBridge does the same with the same table, each
/// stage on its own machine. It keeps nothing in memory from stage to stage, so a run that was killed is
/// resumed by calling it again.
public final class LocalDispatcher {
    private static final int MOST_TRIES = 3;

    /// One is read and written while the other's tiles run.
    private static final int SHARDS_AT_ONCE = 2;

    /// What becomes of a job when a place, or something else that may be well again soon, fails several times
    /// in a row.
    public enum Patience {
        /// It ends as failed: somebody waits for its end.
        NONE,
        /// It is left as it is, and the failure thrown: whoever called tries again later.
        ENDLESS
    }

    private final JobObjects objects;
    private final StageRunner runner;
    private final Stages stages;
    private final Progress progress;
    private final Patience patience;
    private final LocalCleanup cleanup;
    private final Workshop workshop;

    public LocalDispatcher(JobObjects objects, Stages stages, Workshop workshop, Progress progress, Patience patience) {
        this.objects = objects;
        this.runner = new StageRunner(objects);
        this.stages = stages;
        this.progress = progress;
        this.patience = patience;
        this.cleanup = new LocalCleanup(objects.work());
        this.workshop = workshop;
    }

    /// Takes the job to its end, from wherever a run that was killed has left it.
    ///
    /// Throws what is in its way when somebody must act first (see [Remedy]), and any failure if patience has no
    /// end; the job can then be finished later.
    public Outcome finish(JobId job) {
        StageTrigger due;
        do {
            due = due(job);
            runToSuccessOrEnd(due, job);
            if (due != StageTrigger.NOTIFY && due == due(job)) {
                throw new IllegalStateException("%s of job %s came to nothing".formatted(due, job));
            }
        } while (due != StageTrigger.NOTIFY);
        return objects.outcome(job).orElseThrow();
    }

    private StageTrigger due(JobId job) {
        return StageTrigger.dueFor(job, objects.work())
                .orElseThrow(() -> new IllegalStateException("there is no job " + job));
    }

    private void runToSuccessOrEnd(StageTrigger due, JobId job) {
        var verdict = run(due, job);
        for (int tries = 1; verdict instanceof Later later && later.remedy() == Remedy.AGAIN; tries++) {
            if (tries < MOST_TRIES) {
                verdict = run(due, job);
            } else if (patience == Patience.ENDLESS) {
                throw later.why();
            } else {
                verdict = runner.giveUp(job, due, later.why());
            }
        }
        switch (verdict) {
            case Done _, Ended _, Overtaken _ -> {} // the next round finds what is due
            case Later later -> throw later.why();
            case Stuck stuck -> throw stuck.why(); // how the job ended is settled; whoever meets it next tells of it
            case Broken broken -> throw broken.why();
        }
    }

    private Verdict run(StageTrigger due, JobId job) {
        return runner.run(job, due, () -> stage(due, job));
    }

    /// Ends by writing the object that makes another stage due, or the outcome.
    private void stage(StageTrigger due, JobId job) {
        switch (due) {
            case PLAN -> stages.plan().run(job);
            case INFER -> infer(job);
            case STITCH -> stitch(job);
            case DELIVER -> stages.deliver().run(job);
            case NOTIFY -> notify(job);
        }
    }

    private void infer(JobId job) {
        stages.deliver().foresee(job);
        if (objects.decision(job).isPresent()) {
            return;
        }
        var manifest = objects.manifest(job);
        progress.planned(manifest);
        workshop.readyForTiles(manifest);
        workshop.map()
                .forEach(
                        SHARDS_AT_ONCE,
                        objects.shards(job).shards(),
                        shard -> part(
                                StageTrigger.INFER, job, () -> stages.infer().run(manifest, shard)));
        part(StageTrigger.INFER, job, () -> stages.inferClose().run(job));
        cleanup.afterInfer(job);
    }

    private void stitch(JobId job) {
        var manifest = objects.manifest(job);
        var shards = objects.shards(job).shards();
        var runs = manifest.renditions().stream()
                .flatMap(its -> its.strips().runs(its.number(), 1).stream())
                .toList();
        workshop.map()
                .forEach(
                        workshop.readyForStrips(manifest),
                        runs,
                        run -> part(
                                StageTrigger.STITCH,
                                job,
                                () -> stages.stitch().run(manifest.rendition(run.result()), shards, run.first())));
        part(StageTrigger.STITCH, job, () -> stages.stitchClose().run(job));
        cleanup.afterStitch(job);
    }

    private void part(StageTrigger stage, JobId job, Runnable work) {
        runner.unlessDecided(job, stage, work);
    }

    private void notify(JobId job) {
        stages.tell().run(job);
        if (!(objects.outcome(job).orElseThrow() instanceof Outcome.Failed)) {
            cleanup.afterEnd(job);
        }
    }
}
