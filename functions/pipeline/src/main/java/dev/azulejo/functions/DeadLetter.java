package dev.azulejo.functions;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import java.util.Optional;

/// Work that failed at every try.
sealed interface DeadLetter {
    /// A stage of a job.
    ///
    /// @param failure the class or error that says what went wrong
    /// @param execution of the state machine that died; absent where a function did, or nothing was even started
    record DeadStage(Attempt attempt, StageTrigger stage, String failure, String detail, Optional<String> execution)
            implements DeadLetter {}

    /// A shard that no worker could do, whose state machine still waits for it.
    record DeadTask(String token, JobId job, int shard) implements DeadLetter {}
}
