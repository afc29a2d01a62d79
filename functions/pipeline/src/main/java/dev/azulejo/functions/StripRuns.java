package dev.azulejo.functions;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.stitch.StitchStage;
import dev.azulejo.core.tiling.StripRun;
import java.util.stream.IntStream;

/// Makes the strips of one call of stitch-strip.
final class StripRuns {
    /// How many strips at once, each of which may hold 32 MiB of raw rows, and as much again encoded.
    /// A second one uses the time in which the first waits for its tiles; a third would need more memory
    /// than it saves time.
    private static final int AT_ONCE = 2;

    private final JobObjects objects;
    private final StageRunner runner;
    private final StitchStage stitch;
    private final LocalMap strips;

    StripRuns(JobObjects objects, StageRunner runner, StitchStage stitch, LocalMap strips) {
        this.objects = objects;
        this.runner = runner;
        this.stitch = stitch;
        this.strips = strips;
    }

    void run(Attempt attempt, StripRun run) {
        var manifest = objects.manifest(attempt);
        var shards = objects.shards(attempt.job()).shards();
        var result = manifest.result(run.result());
        if (run.end() > result.strips().count()) {
            throw new IllegalArgumentException("result %d of job %s has %d strips, no strips %d to %d"
                    .formatted(run.result(), attempt, result.strips().count(), run.first(), run.end() - 1));
        }
        strips.forEach(
                AT_ONCE,
                IntStream.range(run.first(), run.end()).boxed().toList(),
                strip -> runner.unlessDecided(
                        attempt, StageTrigger.STITCH, () -> stitch.run(attempt, result, shards, strip)));
    }
}
