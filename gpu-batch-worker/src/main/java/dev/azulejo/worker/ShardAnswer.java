package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.run.Verdict;

/// The answer to the state machine that waits for a shard.
sealed interface ShardAnswer {

    /// The shard's result is there, or no longer needed.
    record Done(How how) implements ShardAnswer {}

    enum How {
        INFERRED,
        /// an earlier delivery had left the result
        FOUND,
        /// the job was decided
        DECIDED
    }

    /// @param error the name of a class, by which the state machine decides whether to try again
    /// @param cause what happened, for people
    record Failed(String error, String cause) implements ShardAnswer {
        boolean isTransient() {
            return error.equals(TransientFailure.class.getName());
        }

        /// The answer to a failed shard: if a place has no room or refuses this worker, another one may
        /// still succeed; a bug goes by its own name.
        static Failed of(Shard shard, Verdict.Failed failed) {
            var error = switch (failed) {
                case Verdict.Later _ -> TransientFailure.class;
                case Verdict.Broken broken -> broken.why().getClass();
                case Verdict.Ended _, Verdict.Overtaken _, Verdict.Stuck _, Verdict.Undelivered _ ->
                    PermanentFailure.class;
            };
            return new Failed(
                    error.getName(), named(shard, String.valueOf(failed.why().getMessage())));
        }

        private static String named(Shard shard, String message) {
            return message.contains(shard.job().text())
                    ? message
                    : "shard %d of job %s: %s".formatted(shard.id(), shard.job(), message);
        }
    }
}
