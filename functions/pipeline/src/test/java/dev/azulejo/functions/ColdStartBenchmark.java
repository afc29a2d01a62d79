package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.functions.FunctionProcess.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares ways to start a function, by the processor time from the start of the JVM to the first answer. Prints
/// Markdown; `benchmarks/cold-start.sh` runs it. Archives of classes are refused for a class path with folders, such as
/// the unpacked zip, so those rows run the same classes from jars, as a container image would.
final class ColdStartBenchmark {
    private static final List<PipelineFunction> FUNCTIONS =
            List.of(PipelineFunction.INTAKE, PipelineFunction.PLAN, PipelineFunction.STITCH_CLOSE);
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String BASE = "jars, plain JVM";
    private static final String KEY = "photo-x2/a.png";

    private final Path folder;
    private final String jars;
    private final Map<String, List<Long>> millis = new LinkedHashMap<>();

    private ColdStartBenchmark(Path folder) throws IOException {
        this.folder = folder;
        FunctionZip.unpack(folder.resolve("task"));
        this.jars = FunctionZip.jars(task(), folder);
    }

    /// @param arguments how many rounds
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        var benchmark = new ColdStartBenchmark(Files.createTempDirectory("cold-start"));
        System.out.printf(
                "function.zip: %.1f MB, unpacked %.1f MB; the same as jars %.1f MB%n%n",
                Files.size(FunctionZip.FILE) / 1e6, size(benchmark.task()) / 1e6, benchmark.jarBytes() / 1e6);
        System.out.printf(
                "Processor time to the first answer, as a share of the plain JVM's; %d rounds, median.%n%n", rounds);
        System.out.println("| start | " + String.join(" | ", names()) + " |");
        System.out.println("|---" + "|---:".repeat(FUNCTIONS.size()) + "|");
        for (var function : FUNCTIONS) {
            benchmark.train(function);
            for (int round = 0; round < rounds; round++) {
                benchmark.round(function);
            }
        }
        benchmark.print();
        System.exit(0);
    }

    private static List<String> names() {
        return FUNCTIONS.stream().map(PipelineFunction::text).toList();
    }

    private void train(PipelineFunction function) throws Exception {
        run(function, jars, List.of("-XX:ArchiveClassesAtExit=" + archive(function, "jsa")), false);
        run(function, jars, List.of("-XX:AOTCacheOutput=" + archive(function, "aot")), false);
        var small = new ArrayList<>(SMALL);
        small.add("-XX:AOTCacheOutput=" + archive(function, "small.aot"));
        run(function, jars, small, false);
    }

    private void round(PipelineFunction function) throws Exception {
        var zip = String.join(
                File.pathSeparator,
                task().toString(),
                task().resolve("lib") + "/*",
                folder.resolve("driver.jar").toString());
        note(function, BASE, run(function, jars, List.of(), false).cpuMillis());
        note(function, "zip, plain JVM", run(function, zip, List.of(), false).cpuMillis());
        note(function, "zip, C1 and serial GC", run(function, zip, SMALL, false).cpuMillis());
        note(
                function,
                "jars, AppCDS",
                run(function, jars, List.of("-XX:SharedArchiveFile=" + archive(function, "jsa")), false)
                        .cpuMillis());
        note(
                function,
                "jars, AOT cache",
                run(function, jars, List.of("-XX:AOTCache=" + archive(function, "aot")), false)
                        .cpuMillis());
        var small = new ArrayList<>(SMALL);
        small.add("-XX:AOTCache=" + archive(function, "small.aot"));
        note(
                function,
                "jars, AOT cache, C1 and serial GC",
                run(function, jars, small, false).cpuMillis());
        note(
                function,
                "zip, primed as for SnapStart: the first call alone",
                run(function, zip, List.of(), true).callMillis());
    }

    private void note(PipelineFunction function, String how, long cpuMillis) {
        millis.computeIfAbsent(key(function, how), missing -> new ArrayList<>()).add(cpuMillis);
    }

    private static String key(PipelineFunction function, String how) {
        return how + "|" + function;
    }

    private double median(PipelineFunction function, String how) {
        var sorted = millis.getOrDefault(key(function, how), List.of()).stream()
                .sorted()
                .toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
    }

    private void print() {
        var ways = millis.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('|')))
                .distinct()
                .toList();
        for (var how : ways) {
            var row = new StringBuilder("| " + how + " |");
            for (var function : FUNCTIONS) {
                row.append(" %.2f |".formatted(median(function, how) / median(function, BASE)));
            }
            System.out.println(row);
        }
        var seconds = new StringBuilder("| (" + BASE + ", seconds) |");
        FUNCTIONS.forEach(function -> seconds.append(" %.2f |".formatted(median(function, BASE) / 1000)));
        System.out.println(seconds);
    }

    private Result run(PipelineFunction function, String classPath, List<String> options, boolean primed)
            throws Exception {
        var pipeline = new TestPipeline(); // of its own, or the second start would find the work done
        var photo = TestPhotos.photo("png", 256, 256);
        var job =
                function == PipelineFunction.STITCH_CLOSE ? pipeline.stitched(KEY, photo) : pipeline.takeIn(KEY, photo);
        try (var aws = AwsStub.of(pipeline)) {
            var result = new FunctionProcess(classPath, task(), options)
                    .run(function, aws.endpoint(), event(function, job, pipeline), primed);
            if (!result.answer().equals("{\"job\":\"%s\"}".formatted(job))) {
                throw new IllegalStateException(result.log());
            }
            return result;
        }
    }

    private static String event(PipelineFunction function, Attempt job, TestPipeline pipeline) {
        return switch (function) {
            case INTAKE -> {
                var bytes = pipeline.inbox.stat(KEY).orElseThrow().bytes();
                yield TestEvents.created(TestEvents.INBOX, KEY, pipeline.inbox.version(KEY), bytes)
                        .toString();
            }
            case PLAN ->
                TestEvents.createdInWork("jobs/%s/attempts/0/start.json".formatted(job))
                        .toString();
            default -> TestEvents.ofJob(job).toString();
        };
    }

    private Path task() {
        return folder.resolve("task");
    }

    private Path archive(PipelineFunction function, String ending) {
        return folder.resolve(function.text() + "." + ending);
    }

    private long jarBytes() throws IOException {
        long bytes = 0;
        for (var jar : jars.split(File.pathSeparator, -1)) {
            bytes += Files.size(Path.of(jar));
        }
        return bytes;
    }

    private static long size(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
