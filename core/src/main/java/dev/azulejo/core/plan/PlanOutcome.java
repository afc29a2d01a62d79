package dev.azulejo.core.plan;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.job.Shard;
import java.util.List;

/// What planning came to.
public sealed interface PlanOutcome {

    /// @param manifest complete but for what is known only when the shards are fixed and the pixels decoded:
    ///     its plan hash is empty and its image counts as opaque
    /// @param decodeBytes see [dev.azulejo.core.port.ProbedImage]
    record Planned(Manifest manifest, List<Shard> shards, long decodeBytes) implements PlanOutcome {
        public Planned {
            shards = List.copyOf(shards);
        }
    }

    /// @param detail one line that says what to do
    record Refused(Reason reason, String detail) implements PlanOutcome {}
}
