package dev.azulejo.core.plan;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Shard;
import java.util.List;

/// The result of planning: a plan or a refusal.
public sealed interface PlanOutcome {

    /// @param decodeBytes see [dev.azulejo.core.port.ProbedImage]
    record Planned(JobPlan plan, List<Shard> shards, long decodeBytes) implements PlanOutcome {
        public Planned {
            shards = List.copyOf(shards);
        }
    }

    /// @param detail one line that says what to do
    record Refused(Reason reason, String detail) implements PlanOutcome {}
}
