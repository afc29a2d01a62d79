package dev.azulejo.integration.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The worker as it is delivered, as a process. Whatever happens, it ends with the test.
final class WorkerProcess implements AutoCloseable {
    private static final Path SCRIPT = Checkout.ROOT.resolve("gpu-batch-worker/target/worker/bin/azulejo-worker");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Process process;
    private final Path out;
    private final Path err;

    private WorkerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// @param folder for what it prints
    /// @param settings besides those of the SDK
    static WorkerProcess start(Path folder, AwsClients aws, Map<String, String> settings) {
        try {
            var out = Files.createTempFile(folder, "worker", ".out");
            var err = Files.createTempFile(folder, "worker", ".err");
            var builder = new ProcessBuilder(SCRIPT.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("AZULEJO_"));
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put(Variable.REGION.text(), AwsClients.REGION.id());
            environment.put(Variable.ACCESS_KEY.text(), "test");
            environment.put(Variable.SECRET_KEY.text(), "test");
            environment.put(Variable.ENDPOINT.text(), aws.endpoint().toString());
            environment.putAll(settings);
            return new WorkerProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL. The script became the JVM, so this is the process that counts.
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofMinutes(2));
    }

    int exitCode(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the worker did not end within %s:%n%s".formatted(most, printed()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The lines of its log so far that tell of such an event.
    List<JsonNode> events(String event) {
        return read(out)
                .lines()
                .filter(line -> line.endsWith("}")) // not one that is just being written
                .map(WorkerProcess::parsed)
                .filter(line -> line.path("event").asText().equals(event))
                .toList();
    }

    JsonNode await(String event) {
        Waiting.until(event, Duration.ofMinutes(5), () -> {
            if (!process.isAlive() && events(event).isEmpty()) {
                throw new AssertionError("the worker ended before %s:%n%s".formatted(event, printed()));
            }
            return !events(event).isEmpty();
        });
        return events(event).getFirst();
    }

    String printed() {
        return read(out) + read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("a line of the log that is no JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
