package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.integration.localstack.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A worker as a process of its own, as on any machine that has the settings. What it logs is kept.
final class WarmWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;

    private WarmWorker(WorkerProcess worker) {
        this.process = worker.process();
        this.log = worker.log();
    }

    /// Starts one that has its models loaded when this returns.
    ///
    /// @param folder for its log
    /// @param settings on top of the usual ones
    static WarmWorker start(Cloud cloud, Path folder, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.putIfAbsent(Variable.TRACE.text(), "1");
        // A poll that was broken off with its worker may swallow a message for that long.
        all.putIfAbsent(Variable.VISIBILITY_SECONDS.text(), "10");
        WorkerStart.of(cloud).settings().forEach((variable, value) -> all.putIfAbsent(variable.text(), value));
        // One whose test was killed ends by itself.
        all.putIfAbsent(Variable.IDLE_SECONDS.text(), "1800");
        try {
            var log = Files.createTempFile(folder, "worker-", ".log");
            return new WarmWorker(WorkerProcess.start(cloud.stack(), cloud.aws().endpoint(), log, all));
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

    /// The shards it has begun and not ended: where it was killed, in vain.
    Collection<Integer> shardsUnderWay() {
        var shards = lines("shard-started").stream()
                .map(line -> line.path("shard").asInt())
                .collect(Collectors.toCollection(ArrayDeque::new));
        lines("shard-ended")
                .forEach(line -> shards.removeFirstOccurrence(line.path("shard").asInt()));
        return shards;
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
