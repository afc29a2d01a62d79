package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.run.Ports;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.CardFolder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.integration.localstack.LocalStack;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A photograph of a camera, whole: each function keeps to its memory, or it is killed as AWS would. Where
/// functions are processes of this host, their logs say how much each took at most.
@OnCloud
class FunctionMemoryIT {
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Pattern REPORT = Pattern.compile("Memory Size: (\\d+) MB Max Memory Used: (\\d+) MB");
    private static final String KEY = "photo-x2/memory/4000 x 3000.jpg";

    private final Cloud cloud;

    FunctionMemoryIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void aLargePhotographKeepsEachFunctionWithinItsMemory() throws IOException {
        var job = cloud.awaitJob(cloud.drop(KEY, Pictures.encoded(photograph(), "jpg")), LONG);
        infer(job);
        assertThat(cloud.awaitOutcome(job, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.result())
                                .extracting(Outcome.Result::width, Outcome.Result::height)
                                .containsExactly(8_000, 6_000));
        assertThat(cloud.jobs().manifest(Attempt.first(job)).shards()).isGreaterThan(4);
        assumeThat(Files.isDirectory(logs()))
                .as("functions are processes of this host")
                .isTrue();
        reportPeaks();
    }

    private static BufferedImage photograph() {
        var part = Pictures.part("astronaut.png", 0, 0, 512, 512);
        var whole = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_INT_RGB);
        var canvas = whole.createGraphics();
        for (int tile = 0; tile < 48; tile++) {
            canvas.drawImage(part, tile % 8 * 512, tile / 8 * 512, null);
        }
        canvas.dispose();
        return whole;
    }

    /// The test is the worker, with a model that costs nothing. It also does what other tests have left.
    private void infer(JobId job) {
        var tasks = new HeldTasks(cloud);
        var models = new NearestModels(new CardFolder(Checkout.ROOT.resolve("models")));
        try (var threads = new TileThreads(2)) {
            var stage = new Ports(cloud.jobs(), new ZstdBlockCodec())
                    .models(models, threads, Unfinished.LOST)
                    .stages()
                    .infer();
            cloud.awaitObject(cloud.work(), JobKeys.manifest(Attempt.first(job)), LONG);
            var done = new HashSet<Integer>();
            while (done.size() < cloud.jobs().manifest(Attempt.first(job)).shards()) {
                var held = tasks.takeAny(LONG);
                var shard = held.task().shard();
                stage.run(cloud.jobs().manifest(held.task().ofAttempt()), shard);
                tasks.answerIfAwaited(held);
                if (shard.job().equals(job)) {
                    done.add(shard.id());
                }
            }
        }
    }

    private static Path logs() {
        return LocalStack.FOLDER.resolve("functions");
    }

    private static void reportPeaks() throws IOException {
        var rows = new TreeMap<String, String>();
        try (var files = Files.list(logs())) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                var text = Files.readString(file);
                int limit = 0;
                int peak = 0;
                for (var report = REPORT.matcher(text); report.find(); ) {
                    limit = Integer.parseInt(report.group(1));
                    peak = Math.max(peak, Integer.parseInt(report.group(2)));
                }
                if (limit > 256) { // smaller ones are tests' own
                    var name = String.valueOf(file.getFileName()).replaceAll("\\.log$", "");
                    rows.put(name, "%-60s %5d MB %5d MB".formatted(name, limit, peak));
                    assertThat(text).as(name).doesNotContain("out of memory");
                }
            }
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(7);
        System.out.printf("%-60s %8s %8s%n", "function", "limit", "peak");
        rows.values().forEach(System.out::println);
    }
}
