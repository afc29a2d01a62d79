package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerCheckTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MemoryQueue queue = new MemoryQueue();
    private final JobStorage work = new MemoryStorage();

    private static void computesRightly() {}

    private boolean check(TaskQueue its, Runnable canary, boolean needsGpu) {
        return new WorkerCheck(its, new MemoryReports(), work, new DoublingModel(), canary, needsGpu)
                .run(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// A message that the check receives becomes visible to others at once.
    @Test
    void nothingIsMissingAndNoWorkIsTaken() {
        queue.send("{}");
        assertThat(check(queue, WorkerCheckTest::computesRightly, false))
                .as(said())
                .isTrue();
        assertThat(said().lines()).hasSize(6).allMatch(line -> line.startsWith("ok "));
        assertThat(queue.receive(1, Duration.ZERO, Duration.ZERO)).hasSize(1);
    }

    @Test
    void aQueueThatIsNotThereIsNamedAndAllElseIsLookedAt() {
        TaskQueue none = new TaskQueue() {
            @Override
            public List<TaskMessage> receive(int most, Duration wait, Duration hidden) {
                throw new PermanentFailure("there is no queue https://x/y");
            }

            @Override
            public void hide(TaskMessage message, Duration hidden) {}

            @Override
            public void delete(TaskMessage message) {}

            @Override
            public void stopReceiving() {}

            @Override
            public void close() {}
        };
        assertThat(check(none, WorkerCheckTest::computesRightly, false)).isFalse();
        assertThat(said())
                .contains("MISSING  queue    there is no queue https://x/y")
                .contains("set AZULEJO_TASKS to the output TasksQueueUrl")
                .contains("ok       results");
    }

    @Test
    void aGpuThatIsAskedForAndMissingIsSaidSo() {
        assertThat(check(queue, WorkerCheckTest::computesRightly, true)).isFalse();
        assertThat(said()).contains("MISSING  device   no GPU, but ");
    }

    @Test
    void aDeviceThatComputesWronglyIsSaidSo() {
        assertThat(check(
                        queue,
                        () -> {
                            throw new PermanentFailure("span-x2 gives black");
                        },
                        false))
                .isFalse();
        assertThat(said()).contains("MISSING  results  span-x2 gives black");
    }
}
