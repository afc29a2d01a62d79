package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// LocalStack as a process of this machine must leave nothing behind, however the tests end.
class HostLocalStackIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /// A test run of its own: starts a server and a function, says so, and waits to be killed.
    static final class TestRun {
        public static void main(String[] arguments) throws Exception {
            var server = HostLocalStack.start(Path.of(arguments[0]));
            try (var aws = new AwsClients(server.endpoint())) {
                var function = new TestFunction(aws, "warm");
                function.create(TinyFunction.HANDLER, Map.of());
                function.invoke("{}");
            }
            System.out.println(server.endpoint().getPort());
            System.out.println(server.pid());
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void aTestRunThatIsKilledLeavesNeitherServerNorFunctions() throws Exception {
        var testRun = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestRun.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        var processes = new ArrayList<ProcessHandle>();
        try (var output = new BufferedReader(new InputStreamReader(testRun.getInputStream(), StandardCharsets.UTF_8))) {
            var port = output.readLine();
            var pid = output.readLine();
            assertThat(pid).as(Files.readString(folder.resolve("errors.txt"))).matches("\\d+");
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            processes.addAll(server.descendants().toList());
            assertThat(processes).as("the function's process").isNotEmpty();
            processes.add(server);
            assertIsClosedToOthers(Integer.parseInt(port));

            testRun.destroyForcibly().waitFor();
            for (var process : processes) {
                assertEnds(process);
            }
        } finally {
            testRun.descendants().forEach(ProcessHandle::destroyForcibly);
            testRun.destroyForcibly();
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aServerThatCannotStartFailsWithTheEndOfItsLog() {
        var failing = new ProcessBuilder("sh", "-c", "seq 100; echo 'no such module'; exit 3");
        var nowhere = URI.create("http://127.0.0.1:9");
        assertThatThrownBy(() ->
                        ServerProcess.start("a server", failing, nowhere, "/health", folder.resolve("server.log")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("100\nno such module")
                .hasMessageNotContaining("50\n");
    }

    /// A server that listens at all addresses of the machine answers at any of those that begin with 127, too.
    private static void assertIsClosedToOthers(int port) {
        assertThatThrownBy(() -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.2", port), 2_000);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private static void assertEnds(ProcessHandle process) throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still there: " + process.info(), e);
        }
    }
}
