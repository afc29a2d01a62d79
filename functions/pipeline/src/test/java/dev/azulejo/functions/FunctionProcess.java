package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Variable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a function of the zip in a JVM of its own, as Lambda does, by [FunctionRunner].
///
/// @param classPath what stands in for `/var/task` and `/var/task/lib/*`
/// @param taskRoot the unpacked zip
/// @param options of the JVM
record FunctionProcess(String classPath, Path taskRoot, List<String> options) {
    private static final int MAX_SECONDS = 600;

    /// @param connections that were open before the call
    /// @param cpuMillis from the start of the JVM to the answer
    /// @param callMillis of these, the call's
    /// @param answer the JSON, or the name of what was thrown
    /// @param log all that it printed
    record Result(long connections, long cpuMillis, long callMillis, String answer, String log) {}

    Result run(PipelineFunction function, URI endpoint, String event, boolean primed)
            throws IOException, InterruptedException {
        var eventFile = Files.writeString(Files.createTempFile("event", ".json"), event);
        var logFile = Files.createTempFile("function", ".log");
        try {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(
                    List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
            command.addAll(List.of("-cp", classPath, FunctionRunner.class.getName(), eventFile.toString()));
            if (primed) {
                command.add("primed");
            }
            var process = start(command, environment(function, endpoint, primed), logFile);
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s did not end: %s".formatted(function, Files.readString(logFile)));
            }
            return result(Files.readString(logFile));
        } finally {
            Files.delete(eventFile);
            Files.delete(logFile);
        }
    }

    private static Process start(List<String> command, Map<String, String> variables, Path logFile) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(logFile.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("AZULEJO_"));
        environment.putAll(variables);
        return builder.start();
    }

    private Map<String, String> environment(PipelineFunction function, URI endpoint, boolean primed) {
        var variables = new HashMap<>(Map.of(
                Variable.FUNCTION.text(),
                function.text(),
                Variable.TASK_ROOT.text(),
                taskRoot.toString(),
                Variable.INBOX.text(),
                TestEvents.INBOX,
                Variable.OUTBOX.text(),
                TestEvents.OUTBOX,
                Variable.WORK.text(),
                TestEvents.WORK,
                Variable.BUS.text(),
                "bus",
                Variable.DELIVERIES.text(),
                endpoint.resolve("/1/deliveries").toString(),
                Variable.SECRETS.text(),
                "test/",
                Variable.REGION.text(),
                "eu-west-1",
                Variable.ENDPOINT.text(),
                endpoint.toString()));
        variables.put(Variable.TASKS.text(), endpoint.resolve("/1/tasks").toString());
        variables.put(Variable.WORKER_QUEUE.text(), "workers");
        variables.put(Variable.WORKER_DEFINITION.text(), "worker");
        if (primed) {
            // As with a snapshot: asked for when they are needed, for the environment would keep them for ever.
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint + AwsStub.CREDENTIALS);
        } else {
            variables.put(Variable.ACCESS_KEY.text(), "test");
            variables.put(Variable.SECRET_KEY.text(), "test");
        }
        return variables;
    }

    private static Result result(String log) {
        var line = log.lines()
                .filter(text -> text.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the function did not answer: " + log));
        var words = line.split(" ", 5);
        return new Result(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), words[4], log);
    }
}
