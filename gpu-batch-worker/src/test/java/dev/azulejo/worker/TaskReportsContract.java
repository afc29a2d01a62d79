package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.TaskReports;
import org.junit.jupiter.api.Test;

/// The contract of every port that answers tasks.
public abstract class TaskReportsContract {
    /// The port under test; the same for all calls.
    protected abstract TaskReports reports();

    /// The token of a waiting task.
    protected abstract String waitingTask();

    /// Ends the execution that waits for the token.
    protected abstract void abort(String token);

    /// How the task ended: `succeeded {output}`, or `failed error: cause`.
    protected abstract String endOf(String token);

    @Test
    void aTaskIsAwaitedUntilItIsAnswered() {
        var token = waitingTask();
        assertThat(reports().isAwaited(token)).isTrue();
        assertThat(reports().isAwaited(token)).as("asking answers nothing").isTrue();
        assertThat(reports().succeeded(token, "{\"shard\":7}")).isTrue();
        assertThat(reports().isAwaited(token)).isFalse();
        assertThat(endOf(token)).isEqualTo("succeeded {\"shard\":7}");
    }

    @Test
    void aFailureTellsErrorAndCause() {
        var token = waitingTask();
        assertThat(reports().failed(token, "dev.azulejo.Some", "tile 7 is torn"))
                .isTrue();
        assertThat(reports().isAwaited(token)).isFalse();
        assertThat(endOf(token)).isEqualTo("failed dev.azulejo.Some: tile 7 is torn");
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        var token = waitingTask();
        assertThat(reports().succeeded(token, "{\"shard\":7}")).isTrue();
        assertThat(reports().succeeded(token, "{\"shard\":8}")).isFalse();
        assertThat(reports().failed(token, "dev.azulejo.Some", "too late")).isFalse();
        assertThat(endOf(token)).isEqualTo("succeeded {\"shard\":7}");
    }

    @Test
    void nobodyWaitsForTheTaskOfAnExecutionThatHasEnded() {
        var token = waitingTask();
        abort(token);
        assertThat(reports().isAwaited(token)).isFalse();
        assertThat(reports().succeeded(token, "{\"shard\":7}")).isFalse();
    }

    @Test
    void nobodyWaitsForATokenThatNeverWas() {
        assertThat(reports().isAwaited("made-up")).isFalse();
        assertThat(reports().succeeded("made-up", "{}")).isFalse();
        assertThat(reports().failed("made-up", "dev.azulejo.Some", "")).isFalse();
    }
}
