package dev.azulejo.core.local;

import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.port.Activity;
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
import dev.azulejo.core.run.Verdict.Undelivered;

/// Runs the pipeline in one process. Read this first: on AWS, EventBridge does the same with the same
/// table, each stage on its own machine. Nothing is kept in memory from stage to stage, so a killed run is
/// resumed by calling it again.
public final class LocalDispatcher {
    private static final int MOST_TRIES = 3;

    /// How many shards at once: one is read and written while the other's tiles run.
    private static final int SHARDS_AT_ONCE = 2;

    /// What becomes of a job after several failures in a row that may soon be over, such as a place that
    /// does not answer.
    public enum Patience {
        /// The job ends as failed, because a person is waiting for it.
        NONE,
        /// The job is left as it is and the failure is thrown, so the caller can try again later.
        ENDLESS
    }

    private final JobObjects objects;
    private final StageRunner runner;
    private final JobEnding ending;
    private final Stages stages;
    private final Progress progress;
    private final Patience patience;
    private final LocalCleanup cleanup;
    private final Workshop workshop;

    public LocalDispatcher(JobObjects objects, Stages stages, Workshop workshop, Progress progress, Patience patience) {
        this.objects = objects;
        this.runner = new StageRunner(objects);
        this.ending = new JobEnding(objects);
        this.stages = stages;
        this.progress = progress;
        this.patience = patience;
        this.cleanup = new LocalCleanup(objects);
        this.workshop = workshop;
    }

    /// Takes the attempt to its end, from wherever a run that was killed has left it.
    ///
    /// Throws a failure that a person must act on first (see [Remedy]), and any failure if patience has no
    /// end; the job can then be finished later.
    public Outcome finish(Attempt attempt) {
        StageTrigger due;
        do {
            due = due(attempt);
            runToSuccessOrEnd(due, attempt);
            if (due != StageTrigger.NOTIFY && due == due(attempt)) {
                throw new IllegalStateException("%s of job %s came to nothing".formatted(due, attempt));
            }
        } while (due != StageTrigger.NOTIFY);
        return objects.outcome(attempt).orElseThrow();
    }

    private StageTrigger due(Attempt attempt) {
        return StageTrigger.dueFor(attempt, objects.work())
                .orElseThrow(() -> new IllegalStateException("there is no job " + attempt));
    }

    private void runToSuccessOrEnd(StageTrigger due, Attempt attempt) {
        var verdict = run(due, attempt);
        for (int tries = 1; verdict instanceof Later later && later.remedy() == Remedy.AGAIN; tries++) {
            if (tries < MOST_TRIES) {
                verdict = run(due, attempt);
            } else if (patience == Patience.ENDLESS) {
                throw later.why();
            } else {
                verdict = runner.giveUp(attempt, due, later.why());
            }
        }
        switch (verdict) {
            case Done _, Ended _, Overtaken _ -> {} // the next round finds what is due
            case Later later -> throw later.why();
            case Undelivered undelivered -> throw undelivered.why(); // the same command goes on there
            case Stuck stuck -> throw stuck.why(); // the end is decided; the next process that meets it reports it
            case Broken broken -> throw broken.why();
        }
    }

    private Verdict run(StageTrigger due, Attempt attempt) {
        return runner.run(attempt, due, () -> stage(due, attempt));
    }

    /// Runs a stage, which ends by writing the object that makes another stage due, or the outcome.
    private void stage(StageTrigger due, Attempt attempt) {
        try (var _ = progress.stage(due, attempt)) {
            switch (due) {
                case PLAN -> stages.plan().run(attempt);
                case INFER -> infer(attempt);
                case STITCH -> stitch(attempt);
                case DELIVER -> stages.deliver().run(attempt);
                case NOTIFY -> notify(attempt);
            }
        }
    }

    private void infer(Attempt attempt) {
        stages.deliver().foresee(attempt);
        if (ending.isDecided(attempt)) {
            return;
        }
        var manifest = objects.bareManifest(attempt);
        progress.planned(manifest);
        workshop.readyForTiles(manifest);
        workshop.map()
                .forEach(
                        SHARDS_AT_ONCE,
                        objects.shards(attempt.job()).shards(),
                        shard -> part(
                                StageTrigger.INFER,
                                attempt,
                                () -> stages.infer().run(manifest, shard)));
        close(StageTrigger.INFER, attempt, () -> stages.inferClose().run(attempt));
        clean(() -> cleanup.afterInfer(attempt));
    }

    private void stitch(Attempt attempt) {
        var manifest = objects.manifest(attempt);
        var shards = objects.shards(attempt.job()).shards();
        var runs = manifest.results().stream()
                .flatMap(result -> result.strips().runs(result.number(), 1).stream())
                .toList();
        workshop.map()
                .forEach(
                        workshop.readyForStrips(manifest),
                        runs,
                        run -> part(
                                StageTrigger.STITCH,
                                attempt,
                                () -> stages.stitch()
                                        .run(attempt, manifest.result(run.result()), shards, run.first())));
        close(StageTrigger.STITCH, attempt, () -> stages.stitchClose().run(attempt));
        clean(() -> cleanup.afterStitch(attempt));
    }

    private void part(StageTrigger stage, Attempt attempt, Runnable work) {
        runner.unlessDecided(attempt, stage, work);
    }

    private void close(StageTrigger stage, Attempt attempt, Runnable work) {
        try (var _ = progress.begin(Activity.CLOSE)) {
            part(stage, attempt, work);
        }
    }

    private void clean(Runnable work) {
        try (var _ = progress.begin(Activity.CLEAN)) {
            work.run();
        }
    }

    private void notify(Attempt attempt) {
        stages.tell().run(attempt);
        if (!(objects.outcome(attempt).orElseThrow() instanceof Outcome.Failed)) {
            clean(() -> cleanup.afterEnd(attempt));
        }
    }
}
