package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.aws.SqsTaskQueue;
import dev.azulejo.aws.StepFunctionsReports;
import dev.azulejo.cli.cost.Calls;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.storage.s3.S3Storage;
import dev.azulejo.worker.DrivenWorker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A photograph of a camera, whole: each function keeps to its memory, or it is killed as AWS would. Where
/// functions are processes of this host, their logs say how much each took at most.
@OnCloud
class FunctionMemoryIT {
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Pattern REPORT = Pattern.compile("Memory Size: (\\d+) MB Max Memory Used: (\\d+) MB");

    private final Cloud cloud;

    FunctionMemoryIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void aLargePhotographKeepsEachFunctionWithinItsMemory() throws IOException {
        var job = enhanced("memory", Map.of());
        assertThat(cloud.jobs().manifest(Attempt.first(job)).shards()).isGreaterThan(4);
        assumeThat(Files.isDirectory(logs()))
                .as("functions are processes of this host")
                .isTrue();
        reportPeaks();
    }

    /// In one shard, as it is cut for GPUs: what `docs/cost.md` reckons with.
    @Test
    void itCausesNoMoreCallsThanItIsQuotedFor() {
        assumeThat(Files.isDirectory(logs()))
                .as("functions are processes of this host")
                .isTrue();
        awaitNobodyIsAtWork();
        var before = JobCalls.asked(cloud);
        var job = enhanced("calls", Map.of("azulejo-shard-tiles", "100"));
        awaitCalls(job);
        awaitNobodyIsAtWork();
        var counted = JobCalls.of(cloud, job, before);

        assertThat(cloud.jobs().manifest(Attempt.first(job)).shards()).isOne();
        int runs = runsOfStrips(counted.functions());
        var quoted = new Calls(1, runs);
        System.out.printf("12 megapixels, %d runs of strips: %s; %s%n", runs, counted, quoted);
        assertThat(counted.transitions()).isEqualTo(quoted.transitions());
        assertThat(counted.functions()).hasSize(quoted.functionCalls() - 1); // the webhook function names no job
        assertThat(counted.writes()).isBetween(quoted.writes() * 4 / 5, quoted.writes());
        assertThat(counted.reads()).isBetween(quoted.reads() * 4 / 5, quoted.reads());
    }

    private JobId enhanced(String folder, Map<String, String> options) {
        var key = "photo-x2/%s/4000 x 3000.jpg".formatted(folder);
        var job = cloud.awaitJob(cloud.drop(key, Pictures.encoded(photograph(), "jpg"), options), LONG);
        infer(job);
        assertThat(cloud.awaitOutcome(job, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.result())
                                .extracting(Outcome.DeliveredResult::width, Outcome.DeliveredResult::height)
                                .containsExactly(8_000, 6_000));
        return job;
    }

    /// Waits until as many functions were called as a job is quoted for, however long that takes.
    private static void awaitCalls(JobId job) {
        Cloud.await("the calls of all functions", LONG, () -> {
            var functions = StageTable.functions(job);
            int runs = runsOfStrips(functions);
            return Optional.of(functions)
                    .filter(its -> runs > 0 && its.size() >= new Calls(1, runs).functionCalls() - 1);
        });
    }

    private static int runsOfStrips(List<String> functions) {
        return Collections.frequency(functions, PipelineFunction.STITCH_STRIP.text());
    }

    private void awaitNobodyIsAtWork() {
        Cloud.await(
                "the end of all executions",
                LONG,
                () -> cloud.runningExecutions().isEmpty() ? Optional.of(true) : Optional.empty());
        Cloud.pause(Duration.ofSeconds(5)); // for functions that are told of ends no execution waits
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

    /// The test is the worker, in the name of its role, with a model that costs nothing. It also does what other tests
    /// have left.
    private void infer(JobId job) {
        var models = new NearestModels(new CardFolder(Checkout.ROOT.resolve("models")));
        try (var aws = cloud.aws().as(cloud.stack().role("WorkerRole"));
                var queue = new SqsTaskQueue(aws::sqs, cloud.output(StackOutput.TASKS_QUEUE_URL));
                var threads = new TileThreads(2);
                var worker = new DrivenWorker(
                        new JobObjects(
                                new S3Storage(aws.s3(), cloud.output(StackOutput.WORK_BUCKET), "", MediaTypes::of),
                                new JacksonCodec()),
                        new JacksonCodec(),
                        new ZstdBlockCodec(),
                        models,
                        threads,
                        queue,
                        new StepFunctionsReports(aws.stepFunctions()),
                        LONG,
                        OutputStream.nullOutputStream())) {
            Cloud.await("the tiles of job " + job, LONG, () -> {
                queue.receive(1, Duration.ofSeconds(1), LONG).forEach(worker::run);
                return cloud.jobs().work().stat(JobKeys.attempts(job) + "0/inferred.json");
            });
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
