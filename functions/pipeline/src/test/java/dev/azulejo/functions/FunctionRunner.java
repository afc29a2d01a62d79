package dev.azulejo.functions;

import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.arc.Arc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// A process that does what Lambda's runtime does with a function: starts it, perhaps primes it as for a snapshot, and
/// hands it one event. Its last line tells what came of it.
final class FunctionRunner {
    private FunctionRunner() {}

    /// @param arguments the file of the event, then `primed` if it shall be
    public static void main(String[] arguments) throws Exception {
        var handler = new QuarkusStreamHandler();
        var primed = arguments.length > 1;
        if (primed) {
            Arc.container().instance(Priming.class).get().prime();
        }
        long connections = connections();
        var atCall = cpu();
        var answer = answer(handler, Path.of(arguments[0]));
        var end = cpu();
        System.out.printf(
                "RESULT %d %d %d %s%n",
                connections, end.toMillis(), end.minus(atCall).toMillis(), answer.replaceAll("\\s+", " "));
        System.exit(0);
    }

    private static String answer(QuarkusStreamHandler handler, Path event) throws IOException {
        var out = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(event)) {
            handler.handleRequest(in, out, new TestContext());
            return out.toString(StandardCharsets.UTF_8);
        } catch (RuntimeException failure) {
            return failure.getClass().getName(); // what Lambda reports as the error's type
        }
    }

    /// Connections that are open, or unknown (0) where there is no /proc. Sockets that the JDK keeps for itself, and
    /// that are bound to nothing, are in none of these tables.
    private static long connections() throws IOException {
        var descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return 0;
        }
        var bound = new HashSet<String>();
        for (var table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                bound.add("socket:[%s]".formatted(line.strip().split("\\s+", 11)[9]));
            }
        }
        try (var files = Files.list(descriptors)) {
            return files.map(FunctionRunner::target).filter(bound::contains).count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
