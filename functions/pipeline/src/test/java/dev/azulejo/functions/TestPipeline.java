package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.StageWiring;
import dev.azulejo.functions.wiring.TaskFiles;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The functions around real stages, the real libvips and places in memory; only the model is a plain enlargement.
final class TestPipeline {
    static final TaskFiles FILES = new TaskFiles(Path.of("target", "classes").toAbsolutePath());
    static final Libvips LIBVIPS =
            new Libvips(new LibvipsFinder(new LibvipsChoice.Named(FILES.libvips()), FILES.root()).find());
    static final CardFolder CARDS = new CardFolder(FILES.models());
    static final ZstdBlockCodec BLOCKS = new ZstdBlockCodec();
    static final VipsStripEncoders ENCODERS = new VipsStripEncoders(LIBVIPS);

    final MemoryStorage inbox = new MemoryStorage();
    final MemoryStorage outbox = new MemoryStorage();
    final MemoryStorage work = new MemoryStorage();
    final JobObjects objects = new JobObjects(work, new JacksonCodec());
    final StageRunner runner = new StageRunner(objects);
    final List<String> notified = new ArrayList<>();
    final List<List<String>> failedTasks = new ArrayList<>();
    final List<String> hopeless = new ArrayList<>();
    final Set<String> running = new HashSet<>();
    final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    final Telemetry telemetry = new Telemetry(
            PipelineFunction.PLAN,
            new Metrics(
                    PipelineFunction.PLAN,
                    new PrintStream(metrics, true, StandardCharsets.UTF_8),
                    InstantSource.fixed(Instant.EPOCH)));
    final StageCalls calls = new StageCalls(runner, telemetry, TestEvents.WORK);

    Limits limits = Limits.DEFAULT;

    private final CloudPlaces places = new CloudPlaces(
            Map.of(CloudPlaces.place(TestEvents.INBOX), inbox, CloudPlaces.place(TestEvents.OUTBOX), outbox));
    private final DropFolder folder =
            new DropFolder(CloudPlaces.place(TestEvents.INBOX), CloudPlaces.place(TestEvents.OUTBOX));

    FunctionHandler intake() {
        var intake = new DropIntake(objects, places, CARDS, new JsonOptions(), folder);
        return handler(PipelineFunction.INTAKE, new IntakeCalls(intake, telemetry));
    }

    FunctionHandler plan() {
        return handler(PipelineFunction.PLAN, stages());
    }

    private Stages stages() {
        return ports().stages();
    }

    private Ports ports() {
        return new Ports(
                        objects,
                        BLOCKS,
                        () -> places,
                        () -> new VipsDecoder(LIBVIPS),
                        () -> ENCODERS,
                        () -> CARDS,
                        () -> new CountedEnds((eventId, _, _) -> notified.add(eventId), telemetry))
                .planInterpolates()
                .limits(limits, () -> StageWiring.foresight(CARDS, limits))
                .reports(() -> folder, new JacksonCodec());
    }

    /// What the workers do.
    void infer(Attempt job) {
        try (var threads = new TileThreads(1)) {
            var infer = new InferStage(
                    objects, new NearestNeighbour(CARDS), BLOCKS, threads, Progress.NONE, Unfinished.LOST);
            var manifest = objects.manifest(job);
            objects.shards(job.job()).shards().forEach(shard -> infer.run(manifest, shard));
        }
    }

    FunctionHandler enhanceClose() {
        return handler(PipelineFunction.ENHANCE_CLOSE, stages());
    }

    FunctionHandler stitchStrip() {
        return handler(
                PipelineFunction.STITCH_STRIP, new StripRuns(objects, runner, stages().stitch(), LocalMap.THREADS));
    }

    FunctionHandler stitchClose() {
        return handler(PipelineFunction.STITCH_CLOSE, stages());
    }

    DeliverStage deliverStage() {
        return stages().deliver();
    }

    FunctionHandler deliver() {
        return handler(PipelineFunction.DELIVER, stages());
    }

    FunctionHandler tell() {
        return handler(PipelineFunction.NOTIFY, stages());
    }

    FunctionHandler deadLetter() {
        var letters = new DeadLetters(
                runner,
                deliverStage(),
                (token, error, cause) -> failedTasks.add(List.of(token, error, cause)),
                new Claims(work, running::contains),
                telemetry);
        return handler(
                PipelineFunction.DEAD_LETTER,
                new DeadLetterCalls(
                        telemetry,
                        new DeadLetterReader(new JacksonCodec(), TestEvents.WORK),
                        letters,
                        message -> hopeless.add(message.path("messageId").asText())));
    }

    FunctionHandler claim() {
        return handler(PipelineFunction.CLAIM, new ClaimCalls(telemetry, new Claims(work, running::contains), objects));
    }

    /// @param now what time it is for it
    FunctionHandler overdue(Instant now) {
        return handler(
                PipelineFunction.OVERDUE,
                new OverdueCalls(new OverdueAttempts(work), telemetry, InstantSource.fixed(now)));
    }

    private FunctionHandler handler(PipelineFunction function, Object part) {
        return new FunctionHandler(function, new FunctionHandler.Parts() {
            @Override
            public <T> T get(Class<T> type) {
                return type.isInstance(part) ? type.cast(part) : type.cast(calls);
            }
        });
    }

    /// A job that has just been taken in.
    Attempt takeIn(String key, byte[] source) {
        inbox.put(key, source);
        var event = TestEvents.created(TestEvents.INBOX, key, inbox.version(key), source.length);
        var job = intake().handleRequest(event, new TestContext()).path("job").asText();
        return Attempt.first(new JobId(job));
    }

    Attempt planned(String key, byte[] source) {
        var job = takeIn(key, source);
        plan().handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/start.json".formatted(job)), new TestContext());
        return job;
    }

    Attempt stitched(String key, byte[] source) {
        var job = planned(key, source);
        stitched(job);
        return job;
    }

    /// The same for a job that is planned.
    void stitched(Attempt job) {
        infer(job);
        enhanceClose().handleRequest(TestEvents.ofJob(job), new TestContext());
        for (var run : objects.inferred(job).strips()) {
            var input = "{\"job\": \"%s\", \"attempt\": 0, \"result\": %d, \"first\": %d, \"count\": %d}"
                    .formatted(job, run.result(), run.first(), run.count());
            stitchStrip().handleRequest(TestEvents.json(input), new TestContext());
        }
        stitchClose().handleRequest(TestEvents.ofJob(job), new TestContext());
    }

    /// Key of the first strip.
    String strip(Attempt job) {
        var part = objects.stitched(job).files().getFirst().parts().getFirst();
        return objects.manifest(job).result(0).stripKey(part);
    }

    Outcome.Failed failure(Attempt job) {
        return (Outcome.Failed) objects.outcome(job).orElseThrow();
    }

    String metrics() {
        return metrics.toString(StandardCharsets.UTF_8);
    }
}
