package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.integration.command.KilledJob.Hit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are killed at any moment (SIGKILL), some of them twice, and started again. Each seed draws the stage
/// that is to be hit and the moment in it; which stage was due at the kill the objects say. `-Dazulejo.kills=N`
/// runs more seeds.
@Tag("slow")
class KillIT {
    private static final int RUNS = Integer.getInteger("azulejo.kills", 16);
    private static final int MOST_RUNS = 5 * RUNS;
    private static final int KILLS_IN_EACH_STAGE = 5;

    /// Those that every job goes through, and that must be hit; kills before the first object and after the
    /// last count beside them.
    private static final List<StageTrigger> STAGES =
            List.of(StageTrigger.PLAN, StageTrigger.INFER, StageTrigger.STITCH, StageTrigger.DELIVER);

    /// Processes at once: a single one leaves a core idle while its JVM starts.
    private static final int LANES = 2;

    @TempDir
    Path folder;

    private final List<Hit> hits = new ArrayList<>();
    private int runs;

    @Test
    void aKilledJobIsResumedToTheSameResultAndNothingIsLeftBehind() throws Exception {
        var job = KilledJob.undisturbed(folder.resolve("undisturbed"));
        try (var executor = Executors.newFixedThreadPool(LANES)) {
            var lanes = new ExecutorCompletionService<List<Hit>>(executor);
            int started = 0;
            for (int running = 0; running > 0 || isToGoOn(started); ) {
                while (running < LANES && isToGoOn(started)) {
                    int seed = started++;
                    var preferred = started > RUNS ? missing() : STAGES;
                    lanes.submit(() -> job.killedAndResumed(folder.resolve("seed-" + seed), seed, preferred));
                    running++;
                }
                hits.addAll(lanes.take().get());
                runs++;
                running--;
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
        } finally {
            System.out.println(table());
        }
        assertThat(missing()).as("stages that were hit less than 5 times").isEmpty();
    }

    private boolean isToGoOn(int started) {
        return started < RUNS || (!missing().isEmpty() && started < MOST_RUNS);
    }

    /// Infer must also be hit between two of its shards: that is when finished work could be lost.
    private List<StageTrigger> missing() {
        return STAGES.stream()
                .filter(stage -> kills(Hit.name(Optional.of(stage)), false) < KILLS_IN_EACH_STAGE
                        || (stage == StageTrigger.INFER
                                && kills(Hit.name(Optional.of(stage)), true) < KILLS_IN_EACH_STAGE))
                .toList();
    }

    private long kills(String stage, boolean halfWayOnly) {
        return hits.stream()
                .filter(hit -> hit.stage().equals(stage) && (hit.halfWay() || !halfWayOnly))
                .count();
    }

    private String table() {
        var lines = new ArrayList<String>();
        lines.add("KillIT: %d runs, %d kills; due was".formatted(runs, hits.size()));
        for (var stage : List.of("intake", "plan", "infer", "stitch", "deliver", "notify")) {
            lines.add("  %-8s %3d, with some of its parts done %3d"
                    .formatted(stage, kills(stage, false), kills(stage, true)));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
