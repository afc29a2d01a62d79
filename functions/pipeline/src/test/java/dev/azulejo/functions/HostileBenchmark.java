package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.StageWiring;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.storage.file.FileStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives files to the functions of the pipeline, one after another and a good one behind each, in a process that plays
/// all of them, and tells on a line for each what it cost and what came of it: CPU in seconds, the most memory that the
/// process held meanwhile in bytes, how many of the two succeeded, and words. The buckets are folders; the workers
/// interpolate. `benchmarks/hostile.sh` runs it in a process of the memory that plan has. Linux only.
final class HostileBenchmark {
    private static final String GOOD = "~good.gif";
    private static final Limits LIMITS = Limits.DEFAULT.with(Limit.MEMORY, 1_908L << 20); // as plan has them
    private static final long MOST_LEFT = 350_000_000;
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream(), false);

    private final Path folder;
    private final FileStorage inbox;
    private final JobObjects objects;
    private final CloudPlaces places;
    private final DropFolder drop =
            new DropFolder(CloudPlaces.place(TestEvents.INBOX), CloudPlaces.place(TestEvents.OUTBOX));
    private final GivenFunctions functions =
            new GivenFunctions(TestEvents.WORK, new JacksonCodec(), LocalMap.THREADS, NOWHERE);

    private HostileBenchmark(Path folder) throws IOException {
        this.folder = folder;
        inbox = new FileStorage(folder.resolve("inbox"));
        objects = new JobObjects(new FileStorage(folder.resolve("work")), new JacksonCodec());
        places = new CloudPlaces(Map.of(drop.inbox(), inbox, drop.outbox(), new FileStorage(folder.resolve("outbox"))));
        Files.createDirectories(folder.resolve("inbox/resize"));
        Files.writeString(folder.resolve("inbox/resize/azulejo.json"), "{\"percent\": 100, \"format\": \"png\"}");
    }

    /// Ends early where a file has left much behind: what the next one takes could not be told from it.
    ///
    /// @param arguments the good file, and others
    public static void main(String[] arguments) throws IOException {
        for (int i = 1; i < arguments.length && memory("VmRSS") < MOST_LEFT; i++) {
            var folder = Files.createTempDirectory("hostile-");
            try {
                new HostileBenchmark(folder).tell(Path.of(arguments[i]), Path.of(arguments[0]));
            } finally {
                delete(folder);
            }
        }
        System.exit(0);
    }

    private void tell(Path file, Path good) throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak counts anew (proc(5))
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        var outcome = outcome(file, String.valueOf(file.getFileName()));
        long cpu = system.getProcessCpuTime() - before;
        long peak = memory("VmHWM");
        boolean next = outcome(good, GOOD) instanceof Outcome.Succeeded;
        System.out.printf(
                "%s\t%.2f\t%d\t%b\t%s%n",
                file, cpu / 1e9, peak, next, words(outcome).replaceAll("\\s+", " "));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> "succeeded" + size(succeeded.result());
            case Outcome.Rejected rejected -> "rejected " + rejected.reason() + " " + rejected.detail();
            default -> "FAILED " + outcome;
        };
    }

    private static String size(Outcome.@Nullable DeliveredResult result) {
        return result == null ? "" : ", %dx%d".formatted(result.width(), result.height());
    }

    /// As functions find it; what is thrown would end the job after retries.
    private Outcome outcome(Path file, String name) throws IOException {
        var key = "resize/" + name;
        Files.copy(file, folder.resolve("inbox").resolve(key));
        var created = TestEvents.created(TestEvents.INBOX, key, inbox.version(key), Files.size(file));
        var job = Attempt.first(
                new JobId(call(PipelineFunction.INTAKE, created).path("job").asText()));
        call(PipelineFunction.PLAN, inWork(job, "start.json"));
        if (objects.outcome(job).isEmpty()) {
            infer(job);
            call(PipelineFunction.ENHANCE_CLOSE, TestEvents.ofJob(job));
            for (var run : objects.inferred(job).strips()) {
                call(
                        PipelineFunction.STITCH_STRIP,
                        TestEvents.json(
                                "{\"job\": \"%s\", \"attempt\": 0, \"result\": %d, \"first\": %d, \"count\": %d}"
                                        .formatted(job, run.result(), run.first(), run.count())));
            }
            call(PipelineFunction.STITCH_CLOSE, TestEvents.ofJob(job));
            call(PipelineFunction.DELIVER, inWork(job, "stitched.json"));
        }
        return objects.outcome(job).orElseThrow();
    }

    private static JsonNode inWork(Attempt job, String name) {
        return TestEvents.createdInWork("jobs/%s/attempts/0/%s".formatted(job, name));
    }

    private JsonNode call(PipelineFunction function, JsonNode input) {
        return functions
                .function(
                        function,
                        objects,
                        ports(),
                        () -> new DropIntake(objects, places, TestPipeline.CARDS, new JsonOptions(), drop),
                        new NoServices())
                .handleRequest(input, new TestContext());
    }

    private Ports ports() {
        return new Ports(
                        objects,
                        TestPipeline.BLOCKS,
                        () -> places,
                        () -> new VipsDecoder(TestPipeline.LIBVIPS),
                        () -> TestPipeline.ENCODERS,
                        () -> TestPipeline.CARDS,
                        () -> (_, _, _) -> {})
                .limits(LIMITS, () -> StageWiring.foresight(TestPipeline.CARDS, LIMITS))
                .reports(() -> drop, new JacksonCodec());
    }

    private void infer(Attempt job) {
        try (var threads = new TileThreads(1)) {
            var infer = new InferStage(
                    objects,
                    new NearestNeighbour(TestPipeline.CARDS),
                    TestPipeline.BLOCKS,
                    threads,
                    Progress.NONE,
                    Unfinished.LOST);
            var manifest = objects.manifest(job);
            objects.shards(job.job()).shards().forEach(shard -> infer.run(manifest, shard));
        }
    }

    private static final class NoServices implements GivenFunctions.Services {
        @Override
        public void failed(String token, String error, String cause) {
            throw new IllegalStateException("nobody waits for a task here");
        }

        @Override
        public Executions executions() {
            return execution -> false;
        }
    }

    private static long memory(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
