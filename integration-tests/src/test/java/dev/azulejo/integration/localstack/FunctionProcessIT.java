package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// How functions start, fail and end, when they are processes of this machine.
@OnLocalStack
class FunctionProcessIT {
    private final TestFunction function;

    FunctionProcessIT(LocalStack localStack, AwsClients aws, TestInfo test) {
        assumeThat(localStack).isInstanceOf(HostLocalStack.class);
        function = new TestFunction(aws, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void deleteFunction() {
        function.delete();
    }

    @Test
    void aFunctionThatTakesTooLongIsKilledAndStartsAnew() throws IOException {
        function.create(TinyFunction.HANDLER, Map.of());
        var before = function.invoke("{}").path("process").asLong();
        var late = function.call("{\"sleepMillis\": 60000}");
        assertThat(late.functionError()).isEqualTo("Unhandled");
        assertThat(late.payload().asUtf8String()).contains("Task timed out after 10.00 seconds");
        assertThat(ProcessHandle.of(before)).isEmpty();
        assertThat(function.invoke("{}").path("process").asLong()).isNotIn(0L, before);
    }

    @Test
    void aFunctionThatDiesFailsItsEventAndStartsAnew() throws IOException {
        function.create(TinyFunction.HANDLER, Map.of());
        var dead = function.call("{\"exit\": 3}");
        assertThat(dead.functionError()).isEqualTo("Unhandled");
        assertThat(dead.payload().asUtf8String()).contains("Runtime.ExitError").contains("status 3");
        assertThat(function.invoke("{}").path("process").asLong()).isPositive();
    }

    @Test
    void aFunctionThatTakesMoreMemoryThanItHasIsKilledAndStartsAnew() throws IOException {
        function.create(TinyFunction.HANDLER, Map.of());
        assertThat(function.call("{\"nativeMegabytes\": 60}").functionError()).isNull();
        var dead = function.call("{\"nativeMegabytes\": 300}");
        assertThat(dead.functionError()).isEqualTo("Unhandled");
        assertThat(dead.payload().asUtf8String()).contains("Runtime.ExitError").contains("signal: killed");
        assertThat(function.invoke("{}").path("process").asLong()).isPositive();
    }

    @Test
    void anIdleProcessThatIsKilledIsReplaced() throws Exception {
        function.create(TinyFunction.HANDLER, Map.of());
        var idle =
                ProcessHandle.of(function.invoke("{}").path("process").asLong()).orElseThrow();
        idle.destroyForcibly();
        assertEnds(idle);
        assertThat(function.invoke("{}").path("process").asLong()).isNotIn(0L, idle.pid());
    }

    @Test
    void aFunctionThatCannotStartFailsItsEventWithTheReason() throws IOException {
        function.create("dev.azulejo.NoSuchHandler::handle", Map.of());
        var dead = function.call("{}");
        assertThat(dead.functionError()).isEqualTo("Unhandled");
        assertThat(dead.payload().asUtf8String()).contains("dev.azulejo.NoSuchHandler");
    }

    @Test
    void callsAtOnceHaveProcessesOfTheirOwnAndMoreWaitForThem() throws Exception {
        function.create(TinyFunction.HANDLER, Map.of());
        Callable<JsonNode> call = () -> function.invoke("{\"sleepMillis\": 500}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(Stream.generate(() -> call).limit(12).toList());
            var processes = answers.stream()
                    .map(answer -> answer.resultNow().path("process").asLong())
                    .distinct()
                    .toList();
            assertThat(processes).doesNotContain(0L).hasSizeBetween(2, Math.max(2, cores()));
        }
    }

    @Test
    void aDeletedFunctionLeavesNoProcess() throws Exception {
        function.create(TinyFunction.HANDLER, Map.of());
        var process =
                ProcessHandle.of(function.invoke("{}").path("process").asLong()).orElseThrow();
        function.delete();
        assertEnds(process);
        function.create(TinyFunction.HANDLER, Map.of()); // as the others leave it
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void assertEnds(ProcessHandle process) throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(5, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new AssertionError("still there: " + process.info(), e);
        }
    }
}
