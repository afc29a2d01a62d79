package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.StageTrigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are killed at any moment (SIGKILL), some of them twice, and started again. Each seed draws the stage
/// that is to be hit and the moment in it; which stage was due at the kill the objects say. `-Dazulejo.kills=N`
/// runs more seeds.
class KillIT {
    private static final int RUNS = Integer.getInteger("azulejo.kills", 40);
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

    private final Map<String, Integer> kills = new TreeMap<>();
    private int runs;

    @Test
    void aKilledJobIsResumedToTheSameResultAndNothingIsLeftBehind() throws Exception {
        var job = KilledJob.undisturbed(folder.resolve("undisturbed"));
        STAGES.forEach(stage -> kills.put(KilledJob.name(Optional.of(stage)), 0));
        try (var executor = Executors.newFixedThreadPool(LANES)) {
            var lanes = new ExecutorCompletionService<List<Optional<StageTrigger>>>(executor);
            int started = 0;
            for (int running = 0; running > 0 || isToGoOn(started); ) {
                while (running < LANES && isToGoOn(started)) {
                    int seed = started++;
                    var preferred = started > RUNS ? missing() : STAGES;
                    lanes.submit(() -> job.killedAndResumed(folder.resolve("seed-" + seed), seed, preferred));
                    running++;
                }
                count(lanes.take().get());
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

    private List<StageTrigger> missing() {
        Predicate<StageTrigger> hitTooSeldom =
                stage -> kills.getOrDefault(KilledJob.name(Optional.of(stage)), 0) < KILLS_IN_EACH_STAGE;
        return STAGES.stream().filter(hitTooSeldom).toList();
    }

    private void count(List<Optional<StageTrigger>> hits) {
        runs++;
        hits.forEach(stage -> kills.merge(KilledJob.name(stage), 1, Integer::sum));
    }

    private String table() {
        var lines = new ArrayList<String>();
        lines.add("KillIT: %d runs, killed when due was".formatted(runs));
        Stream.of("intake", "plan", "infer", "stitch", "deliver", "notify")
                .map(stage -> "  %-8s %3d".formatted(stage, kills.getOrDefault(stage, 0)))
                .forEach(lines::add);
        return String.join(System.lineSeparator(), lines);
    }
}
