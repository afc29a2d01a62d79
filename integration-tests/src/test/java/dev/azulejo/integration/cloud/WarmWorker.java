package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.core.job.JobId;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A worker as a process of its own, as on any machine that has the settings. What it logs is kept.
final class WarmWorker implements AutoCloseable {
    private static final Path LAUNCHER = Checkout.ROOT.resolve("gpu-batch-worker/target/worker/bin/azulejo-worker");
    private static final Duration STARTED = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;

    private WarmWorker(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts one that has its models loaded when this returns.
    ///
    /// @param folder for its log
    /// @param settings on top of the usual ones
    static WarmWorker start(Cloud cloud, Path folder, Map<String, String> settings) {
        try {
            var log = Files.createTempFile(folder, "worker-", ".log");
            var builder = new ProcessBuilder(LAUNCHER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            var environment = builder.environment();
            environment.put("AZULEJO_TASKS", cloud.output("TasksQueueUrl"));
            environment.put("AZULEJO_WORK", cloud.output("WorkBucket"));
            environment.put("AZULEJO_MODELS", Checkout.ROOT.resolve("models").toString());
            environment.put("AZULEJO_TRACE", "1");
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put("AWS_ENDPOINT_URL", cloud.aws().endpoint().toString());
            environment.put("AWS_REGION", AwsClients.REGION.id());
            environment.put("AWS_ACCESS_KEY_ID", "test");
            environment.put("AWS_SECRET_ACCESS_KEY", "test");
            // A poll that was broken off with its worker may swallow a message for that long.
            environment.put("AZULEJO_VISIBILITY_SECONDS", "10");
            // One whose test was killed ends by itself.
            environment.put("AZULEJO_IDLE_SECONDS", "180");
            environment.putAll(settings);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var worker = new WarmWorker(process, log);
            Cloud.await(
                    "a started worker",
                    STARTED,
                    () -> worker.lines("worker-started").stream().findFirst());
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The events of that name that it has logged so far.
    List<JsonNode> lines(String event) {
        try (var lines = Files.lines(log)) {
            return lines.flatMap(line -> parsed(line).stream())
                    .filter(line -> line.path("event").asText().equals(event))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return line.startsWith("{") ? Optional.of(JSON.readTree(line)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the last line, half written
        }
    }

    /// One tile that was in the model, with times in milliseconds since 1970.
    record InferredTile(int shard, int tile, long start, long end) {}

    /// The tiles of a job that it has put through the model so far.
    List<InferredTile> tiles(JobId job) {
        return lines("tile").stream()
                .filter(line -> line.path("job").asText().equals(job.text()))
                .map(line -> new InferredTile(
                        line.path("shard").asInt(),
                        line.path("tile").asInt(),
                        line.path("start").asLong(),
                        line.path("end").asLong()))
                .toList();
    }

    /// As the kernel ends a process that has taken too much memory.
    void killHard() {
        process.destroyForcibly();
        awaitEnd(Duration.ofMinutes(2));
    }

    /// As Batch ends a job, or a Spot instance that is taken away.
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// @return its exit code
    int awaitEnd(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the worker still runs after %d s".formatted(most.toSeconds()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker ends", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd(Duration.ofMinutes(2));
    }
}
