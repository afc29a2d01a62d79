package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.Shard;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageFailure;

/// How the work on a shard ended.
sealed interface Verdict {

    /// Its result is there, or nobody needs it any more.
    record Done(How how) implements Verdict {}

    enum How {
        INFERRED,
        /// an earlier delivery had left the result
        FOUND,
        /// the job was decided
        DECIDED
    }

    /// @param error the name of a class, by which the state machine decides whether to try again
    /// @param cause for people
    record Failed(String error, String cause) implements Verdict {
        boolean isTransient() {
            return error.equals(TransientFailure.class.getName());
        }

        /// A place that has no room or refuses this worker may take it from another; a bug goes by its own name.
        static Failed of(Shard shard, RuntimeException failure) {
            var error = switch (failure) {
                case StageFailure stage -> stage.getClass();
                case NoSuchObject missing -> PermanentFailure.class;
                case InvalidKey invalid -> PermanentFailure.class;
                case StorageFailure place -> TransientFailure.class;
                default -> failure.getClass();
            };
            return new Failed(error.getName(), named(shard, String.valueOf(failure.getMessage())));
        }

        private static String named(Shard shard, String message) {
            return message.contains(shard.job().text())
                    ? message
                    : "shard %d of job %s: %s".formatted(shard.id(), shard.job(), message);
        }
    }
}
