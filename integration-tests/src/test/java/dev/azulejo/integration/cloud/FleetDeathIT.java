package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several workers at one job, of which one after another dies (SIGKILL) in the middle of a shard, or is taken away
/// (SIGTERM), as on Spot. Another comes for each that goes.
@OnCloud
@Tag("slow")
class FleetDeathIT {
    private static final int SHARDS = 40;
    private static final int WORKERS = 3;
    private static final int RUNNERS = 2;
    private static final int KILLS = 3;

    /// The most workers that are killed at one shard, fewer than those after which it is given up.
    private static final int MOST_DEATHS = 2;

    private static final long SEED = Long.getLong("azulejo.seed", 1);
    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final Duration SOON = Duration.ofMinutes(10);

    /// Eight columns and five rows of tiles, each a shard.
    private static final Map<String, String> CUT = Map.of("azulejo-tile", "110", "azulejo-shard-tiles", "1");

    private static final Map<String, String> SETTINGS =
            Map.of(Variable.RUNNERS.text(), String.valueOf(RUNNERS), Variable.THREADS.text(), "1");

    private final Cloud cloud;
    private final Random random = new Random(SEED);
    private final List<WarmWorker> all = new ArrayList<>();
    private final List<WarmWorker> alive = new ArrayList<>();
    private final List<Integer> killed = new ArrayList<>();
    private int killedInAShard;

    FleetDeathIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void workersThatDieCostNoMoreThanWhatTheyHadInTheirHands(@TempDir Path folder) throws Exception {
        var source = Pictures.write(Pictures.part("astronaut.png", 0, 0, 512, 358), folder.resolve("source.png"));
        var embedded = folder.resolve("embedded.png");
        Azulejo.warm(folder).enhance(source, "-o", embedded, "--recipe", "photo-x2");
        var key = "photo-x2/fleet/a.png";
        try {
            for (int worker = 0; worker < WORKERS; worker++) {
                start(folder);
            }
            var job = cloud.awaitJob(cloud.drop(key, Files.readAllBytes(source), CUT), SOON);
            var first = Attempt.first(job);
            for (int kill = 0; kill < KILLS; kill++) {
                takeAway(first, folder, worker -> {
                    worker.killHard();
                    killedInAShard += worker.shardsUnderWay().isEmpty() ? 0 : 1;
                    killed.addAll(worker.shardsUnderWay());
                });
            }
            takeAway(first, folder, WarmWorker::terminate);

            assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Succeeded.class);
            assertThat(cloud.bytes(cloud.outbox(), key)).isEqualTo(Files.readAllBytes(embedded));
            assertThat(cloud.jobs().shards(job).shards()).hasSize(SHARDS);
            int inferred =
                    all.stream().mapToInt(worker -> worker.tiles(job).size()).sum();
            long begun = all.stream()
                    .flatMap(worker -> worker.lines("shard-started").stream())
                    .filter(line -> line.path("job").asText().equals(job.text()))
                    .count();
            System.out.printf(
                    "%d tiles inferred and %d shards begun for %d; %d workers killed, %d of them within a shard%n",
                    inferred, begun, SHARDS, KILLS, killedInAShard);
            assertThat(killedInAShard).isPositive();
            assertThat(inferred - SHARDS).isLessThanOrEqualTo(KILLS * RUNNERS);
            // Whoever is told to stop gives back what it holds, too.
            assertThat(begun - SHARDS).isLessThanOrEqualTo((KILLS + 1) * RUNNERS);
            awaitNothingLeft(job);
        } finally {
            all.forEach(WarmWorker::close);
        }
    }

    private void start(Path folder) {
        var worker = WarmWorker.start(cloud, folder, SETTINGS);
        all.add(worker);
        alive.add(worker);
    }

    private void takeAway(Attempt job, Path folder, Consumer<WarmWorker> how) {
        Cloud.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
        var taken = busy(job);
        alive.remove(taken);
        how.accept(taken);
        start(folder);
    }

    /// Waits for a worker that is at shards of which few have died; once all shards are done, gives any. On a busy
    /// machine all others are done before the next worker is killed, and who kills the same one each time shows a
    /// shard that is given up.
    private WarmWorker busy(Attempt job) {
        return Cloud.await("a worker at a shard", SOON, () -> {
            cloud.jobs().outcome(job).ifPresent(outcome -> assertThat(outcome).isInstanceOf(Succeeded.class));
            var busy = alive.stream().filter(this::isAtFreshShards).toList();
            if (!busy.isEmpty()) {
                return Optional.of(busy.get(random.nextInt(busy.size())));
            }
            return cloud.work().exists(StageTrigger.STITCH.key(job)) ? Optional.of(alive.getFirst()) : Optional.empty();
        });
    }

    private boolean isAtFreshShards(WarmWorker worker) {
        var shards = worker.shardsUnderWay();
        return !shards.isEmpty()
                && shards.stream().noneMatch(shard -> Collections.frequency(killed, shard) >= MOST_DEATHS);
    }

    private void awaitNothingLeft(JobId job) {
        Cloud.await(
                "an empty queue of tasks",
                SOON,
                () -> cloud.messages(StackOutput.TASKS_QUEUE_URL) == 0 ? Optional.of(true) : Optional.empty());
        assertThat(cloud.filesOf(job)).noneMatch(name -> name.startsWith("inflight/"));
        assertThat(cloud.openUploads(StackOutput.WORK_BUCKET)).isEmpty();
        assertThat(cloud.messages(StackOutput.DEAD_STAGES_QUEUE_URL)).isZero();
    }
}
