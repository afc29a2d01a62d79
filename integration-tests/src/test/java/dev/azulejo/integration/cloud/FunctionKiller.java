package dev.azulejo.integration.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Kills every process of one of our functions that it sees, by -9. Linux tells processes by their environment.
final class FunctionKiller implements AutoCloseable {
    private final List<String> variables;
    private final AtomicInteger killed = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().daemon().name("killer").unstarted(this::kill);
    private volatile boolean ended;

    private FunctionKiller(List<String> variables) {
        this.variables = variables;
    }

    static FunctionKiller start(Cloud cloud, PipelineFunction function) {
        var killer = new FunctionKiller(List.of(
                Variable.FUNCTION.text() + "=" + function.text(),
                Variable.WORK.text() + "=" + cloud.output(StackOutput.WORK_BUCKET)));
        killer.thread.start();
        return killer;
    }

    private void kill() {
        while (!ended) {
            ProcessHandle.allProcesses().filter(this::isOne).forEach(process -> {
                if (process.destroyForcibly()) {
                    killed.incrementAndGet();
                }
            });
            Cloud.pause(Duration.ofMillis(20));
        }
    }

    private boolean isOne(ProcessHandle process) {
        try {
            var environment = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"), UTF_8);
            return List.of(environment.split("\0", -1)).containsAll(variables);
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (killed.get() == 0) {
            throw new IllegalStateException("no process of %s was seen".formatted(variables));
        }
    }
}
