package dev.azulejo.integration.localstack;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A worker that was built in this checkout, as a process of its own, as on any machine with the settings.
///
/// @param log file with the worker's log, a line of JSON for each event
public record WorkerProcess(Process process, Path log) {
    public static final Path LAUNCHER = Checkout.ROOT.resolve("gpu-batch-worker/target/worker/bin/azulejo-worker");
    private static final Duration MAX_START = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Starts a worker whose models are loaded when this returns. It ends with this JVM.
    ///
    /// @param settings besides those that it needs
    /// @throws IllegalStateException with the worker's log, when the worker ends or is not ready in time
    public static WorkerProcess start(DeployedStack stack, URI endpoint, Path log, Map<String, String> settings) {
        try {
            var builder = new ProcessBuilder(LAUNCHER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(settings(stack, endpoint));
            builder.environment().putAll(settings);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var worker = new WorkerProcess(process, log);
            worker.awaitStarted();
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The settings for a worker of a stack, by the names of variables.
    public static Map<String, String> settings(DeployedStack stack, URI endpoint) {
        var settings = new HashMap<String, String>();
        settings.put(Variable.TASKS.text(), stack.output(StackOutput.TASKS_QUEUE_URL));
        settings.put(Variable.WORK.text(), stack.output(StackOutput.WORK_BUCKET));
        settings.put(Variable.MODELS.text(), Checkout.ROOT.resolve("models").toString());
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put(Variable.ENDPOINT.text(), endpoint.toString());
        settings.put(Variable.REGION.text(), AwsClients.REGION.id());
        settings.put(Variable.ACCESS_KEY.text(), stack.role("WorkerRole"));
        settings.put(Variable.SECRET_KEY.text(), AwsClients.KEY);
        return settings;
    }

    private void awaitStarted() throws IOException {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        while (!Files.readString(log).contains("\"worker-started\"")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the worker %s:%n%s"
                        .formatted(
                                process.isAlive() ? "is not ready after " + MAX_START.toSeconds() + " s" : "has ended",
                                Files.readString(log)));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a worker starts", e);
            }
        }
    }
}
