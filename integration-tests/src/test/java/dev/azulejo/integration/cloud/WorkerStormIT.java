package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers that are killed at any moment (SIGKILL), one after another, while somebody cancels jobs and tries again
/// what has ended. `-Dazulejo.workerKills=N` kills more of them.
@OnCloud
class WorkerStormIT {
    private static final int KILLS = Integer.getInteger("azulejo.workerKills", 2);
    private static final long SEED = Long.getLong("azulejo.seed", 1);
    private static final int LATEST_KILL_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 100;
    private static final int MOST_LOOKS = 120;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Map<String, String> CUT = Map.of("azulejo-tile", "60", "azulejo-shard-tiles", "6");
    private static final Map<String, String> SETTINGS =
            Map.of(Variable.VISIBILITY_SECONDS.text(), "10", Variable.THREADS.text(), "1");

    private final Cloud cloud;
    private final Random random = new Random(SEED);
    private final Map<String, JobId> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();

    WorkerStormIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void whateverIsKilledCancelledAndTriedAgainEachJobMakesItsBytesInTheEnd(@TempDir Path folder) throws Exception {
        var source = Pictures.write(Pictures.part("astronaut.png", 20, 20, 490, 370), folder.resolve("source.png"));
        var embedded = folder.resolve("embedded.png");
        Azulejo.warm(folder).enhance(source, "-o", embedded, "--recipe", "photo-x2");
        var picture = Files.readAllBytes(source);
        var expected = Files.readAllBytes(embedded);

        var job = drop(picture);
        int inAShard = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (var worker = WarmWorker.start(cloud, folder, SETTINGS)) {
                awaitAShard(worker);
                Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
                worker.killHard();
                inAShard += worker.shardsUnderWay().isEmpty() ? 0 : 1;
            }
            if (random.nextInt(4) == 0) {
                new CancelJob(cloud.jobs()).run(job, "by the storm");
            }
            if (isMade(job)) {
                job = drop(picture);
            }
        }
        try (var _ = WarmWorker.start(cloud, folder, SETTINGS)) {
            for (var entry : jobs.entrySet()) {
                awaitSuccess(entry.getValue());
                assertThat(cloud.bytes(cloud.outbox(), entry.getKey())).isEqualTo(expected);
                assertThat(attempts(entry.getValue()).map(cloud.jobs()::outcome))
                        .doesNotContain(Optional.empty());
            }
        }
        System.out.printf(
                "%d workers killed, %d of them within a shard; %d jobs, ends that were tried again: %s%n",
                KILLS, inAShard, jobs.size(), ends);
        assertThat(cloud.openUploads(StackOutput.WORK_BUCKET)).isEmpty();
        assertThat(cloud.openUploads(StackOutput.OUTBOX_BUCKET)).isEmpty();
        Cloud.await(
                "an empty queue of tasks",
                SOON,
                () -> cloud.messages(StackOutput.TASKS_QUEUE_URL) == 0 ? Optional.of(true) : Optional.empty());
        assertThat(cloud.messages(StackOutput.DEAD_STAGES_QUEUE_URL)).isZero();
    }

    /// None comes where the last shard is done, or a killed worker holds its message: then it is killed idle.
    private static void awaitAShard(WarmWorker worker) throws InterruptedException {
        for (int look = 0; look < MOST_LOOKS && worker.shardsUnderWay().isEmpty(); look++) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private JobId drop(byte[] picture) {
        var key = "photo-x2/storm/%d.png".formatted(jobs.size());
        var job = cloud.awaitJob(cloud.drop(key, picture, CUT), SOON);
        jobs.put(key, job);
        return job;
    }

    /// Tries again what ended otherwise.
    private boolean isMade(JobId job) {
        var outcome = cloud.jobs().outcome(newest(job));
        outcome.ifPresent(its -> {
            if (!(its instanceof Succeeded)) {
                tryAgain(job, its);
            }
        });
        return outcome.filter(Succeeded.class::isInstance).isPresent();
    }

    private Attempt tryAgain(JobId job, Outcome ended) {
        ends.merge(ended instanceof Cancelled ? "cancelled" : "failed: " + failure(ended), 1, Integer::sum);
        return new RedriveJob(cloud.jobs()).run(job);
    }

    /// A shard that has killed so many workers counts as poison, which is the only reason to fail here.
    private static String failure(Outcome ended) {
        assertThat(ended)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.detail()).contains("worker"));
        return ((Outcome.Failed) ended).failure();
    }

    private void awaitSuccess(JobId job) {
        var outcome = cloud.awaitOutcome(newest(job), SOON);
        if (!(outcome instanceof Succeeded)) {
            assertThat(cloud.awaitOutcome(tryAgain(job, outcome), SOON)).isInstanceOf(Succeeded.class);
        }
    }

    private Attempt newest(JobId job) {
        return cloud.jobs().newest(job).orElseThrow();
    }

    private Stream<Attempt> attempts(JobId job) {
        return IntStream.rangeClosed(0, newest(job).number()).mapToObj(number -> new Attempt(job, number));
    }
}
