package dev.azulejo.local.work;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.local.exit.FailureWords;
import java.util.function.Function;
import java.util.function.Supplier;

/// Ends a job that no caller would start again: it is given up when no later try would finish it.
public final class JobEnd {
    private JobEnd() {}

    /// Finishes a job, or gives it up, so its end is reported. No memory, or a library that does not load,
    /// is the job's end too: the next try would meet the same.
    ///
    /// @param finish runs the job to its end
    /// @param giveUp ends the job as failed, for the reason that it is given
    /// @throws RuntimeException what `finish` has thrown, where trying later may help
    public static Outcome of(Supplier<Outcome> finish, Function<RuntimeException, Outcome> giveUp) {
        try {
            return finish.get();
        } catch (RuntimeException e) {
            if (Remedy.of(e).isLater()) {
                throw e;
            }
            return giveUp.apply(e);
        } catch (VirtualMachineError | LinkageError e) {
            return giveUp.apply(new PermanentFailure(FailureWords.shown(e).line(), e));
        }
    }
}
