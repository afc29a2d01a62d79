package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.job.key.Attempt;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The zip itself: what is in it, and that each function in it starts and answers.
class FunctionZipIT {
    private static final long MOST_BYTES = 50_000_000; // Lambda's limit for a direct upload
    private static final String KEY = "photo-x2/a.png";

    @TempDir
    private static Path task;

    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private static Path made;

    /// As Lambda starts it.
    private static FunctionProcess process;

    /// The same classes from jars, with what one start has learnt: others take a third of the processor's time.
    private static FunctionProcess trained;

    private final TestPipeline pipeline = new TestPipeline();

    @BeforeAll
    static void unpack() throws Exception {
        FunctionZip.unpack(task);
        var classPath = String.join(
                File.pathSeparator,
                task.toString(),
                task.resolve("lib") + File.separator + "*",
                Path.of("target", "test-classes").toAbsolutePath().toString());
        process = new FunctionProcess(classPath, task, SMALL);
        trained = trained();
    }

    private static FunctionProcess trained() throws Exception {
        var jars = FunctionZip.jars(task, made);
        var cache = made.resolve("function.aot");
        var quiet = List.of("-Xlog:aot=off", "-Xlog:cds=off");
        var learning =
                Stream.of(SMALL, quiet, List.of("-XX:AOTCacheOutput=" + cache)).flatMap(List::stream);
        try (var aws = AwsStub.of(new TestPipeline())) {
            new FunctionProcess(jars, task, learning.toList()).run(PipelineFunction.PLAN, aws.endpoint(), "{}", true);
        }
        assertThat(cache).exists();
        var learnt = Stream.of(SMALL, quiet, List.of("-XX:AOTCache=" + cache)).flatMap(List::stream);
        return new FunctionProcess(jars, task, learnt.toList());
    }

    @Test
    void isSmallEnough() throws IOException {
        assertThat(Files.size(FunctionZip.FILE)).isLessThan(MOST_BYTES);
    }

    @Test
    void hasLibvipsAndTheCardsAndNoRuntimeOfModels() throws IOException {
        assertThat(FunctionZip.entries())
                .contains("models/span-x2/card.json", "models/span-x4/card.json")
                .anyMatch(name -> name.matches("libvips/.+[.]so"))
                .noneMatch(name -> name.matches("lib/.*onnxruntime.*"))
                .noneMatch(name -> name.endsWith(".onnx"));
    }

    @ParameterizedTest
    @EnumSource
    void eachFunctionAnswersAfterPriming(PipelineFunction function) throws Exception {
        var job = jobFor(function);
        var started = function == PipelineFunction.PLAN ? process : trained;
        try (var aws = AwsStub.of(pipeline)) {
            var result = started.run(function, aws.endpoint(), event(function, job), true);

            assertThat(result.answer())
                    .as(result.log())
                    .isEqualTo(
                            switch (function) {
                                case DEAD_LETTER -> "{\"batchItemFailures\":[]}";
                                case CONNECT -> "{}";
                                case OVERDUE -> "{\"overdue\":0}";
                                case POOL -> "{\"started\":0}";
                                case CLAIM -> "{\"job\":\"%s\",\"claim\":\"taken\",\"whose\":\"inbox\"}".formatted(job);
                                default -> "{\"job\":\"%s\"}".formatted(job);
                            });
            assertThat(result.log()).contains("primed in").contains("\"ColdStart\":1");
        }
    }

    /// The event is refused before anybody is asked for anything, so what is asked is asked by the priming.
    @ParameterizedTest
    @EnumSource(names = {"PLAN", "CLAIM", "STITCH_STRIP", "NOTIFY", "DEAD_LETTER"})
    void primingSpeaksToNobodyAndKeepsNoConnection(PipelineFunction function) throws Exception {
        try (var aws = AwsStub.of(pipeline)) {
            var result = trained.run(function, aws.endpoint(), "{}", true);

            assertThat(result.log()).contains("primed in");
            assertThat(result.connections()).isZero();
            assertThat(aws.calls()).isEmpty();
        }
    }

    @Test
    void aFunctionAnswersWithoutPrimingToo() throws Exception {
        var job = pipeline.takeIn(KEY, TestPhotos.photo("png", 60, 60));
        try (var aws = AwsStub.of(pipeline)) {
            var result = process.run(PipelineFunction.PLAN, aws.endpoint(), event(PipelineFunction.PLAN, job), false);

            assertThat(result.answer()).as(result.log()).isEqualTo("{\"job\":\"%s\"}".formatted(job));
            assertThat(pipeline.objects.manifest(job).plan().decoder()).contains("libvips");
        }
    }

    @Test
    void aFailureKeepsItsNameOnTheWayOut() throws Exception {
        try (var aws = AwsStub.of(pipeline)) {
            var result = process.run(PipelineFunction.STITCH_STRIP, aws.endpoint(), "{}", false);

            assertThat(result.answer()).isEqualTo("dev.azulejo.core.failure.PermanentFailure");
        }
    }

    private Attempt jobFor(PipelineFunction function) {
        var photo = TestPhotos.photo("png", 60, 60);
        return switch (function) {
            case INTAKE -> new TestPipeline().takeIn(KEY, source(photo));
            case PLAN, CLAIM, CONNECT, DEAD_LETTER, OVERDUE, POOL -> pipeline.takeIn(KEY, photo);
            case ENHANCE_CLOSE -> {
                var job = pipeline.planned(KEY, photo);
                pipeline.infer(job);
                yield job;
            }
            case STITCH_STRIP, STITCH_CLOSE, DELIVER -> pipeline.stitched(KEY, photo);
            case NOTIFY, WEBHOOK -> {
                var job = pipeline.stitched(KEY, photo);
                pipeline.deliver()
                        .handleRequest(
                                TestEvents.createdInWork("jobs/%s/attempts/0/stitched.json".formatted(job)),
                                new TestContext());
                yield job;
            }
        };
    }

    /// Lies in the inbox of the functions under test; whoever takes it in elsewhere makes the same job of it.
    private byte[] source(byte[] photo) {
        pipeline.inbox.put(KEY, photo);
        return photo;
    }

    private String event(PipelineFunction function, Attempt job) {
        return switch (function) {
            case INTAKE -> {
                var bytes = pipeline.inbox.stat(KEY).orElseThrow().bytes();
                yield TestEvents.created(TestEvents.INBOX, KEY, pipeline.inbox.version(KEY), bytes)
                        .toString();
            }
            case PLAN ->
                TestEvents.createdInWork("jobs/%s/attempts/0/start.json".formatted(job))
                        .toString();
            case DELIVER ->
                TestEvents.createdInWork("jobs/%s/attempts/0/stitched.json".formatted(job))
                        .toString();
            case WEBHOOK -> "{\"detail-type\": \"ImageEnhanced\", \"detail\": {\"id\": \"%s-0\"}}".formatted(job);
            case NOTIFY ->
                TestEvents.createdInWork("jobs/%s/attempts/0/outcome.json".formatted(job))
                        .toString();
            case CLAIM ->
                "{\"job\": \"%s\", \"attempt\": 0, \"machine\": \"enhance\", \"execution\": \"arn:aws:states:one\"}"
                        .formatted(job);
            case ENHANCE_CLOSE, STITCH_CLOSE -> TestEvents.ofJob(job).toString();
            case STITCH_STRIP ->
                "{\"job\": \"%s\", \"attempt\": 0, \"result\": 0, \"first\": 0, \"count\": 1}".formatted(job);
            case CONNECT, POOL -> "{\"look\": true}";
            case OVERDUE -> "{}";
            case DEAD_LETTER ->
                TestEvents.message(TestEvents.sample("dead-lambda-call.json", job), 1)
                        .toString();
        };
    }
}
