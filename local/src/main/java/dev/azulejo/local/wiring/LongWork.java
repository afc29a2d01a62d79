package dev.azulejo.local.wiring;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.plan.TimeLimit;
import java.time.Duration;
import java.util.Optional;

/// Foresees long work, of which users are warned: some models need minutes for a megapixel without a GPU.
///
public record LongWork(LocalForesight foresight) {
    private static final Duration LONG = Duration.ofMinutes(5);

    /// @param shards that the job is cut into
    public Optional<String> warning(JobPlan plan, int shards) {
        var time = foresight.estimate(plan, shards).time();
        return time.compareTo(LONG) < 0
                ? Optional.empty()
                : Optional.of("%s of %s will take about %s on %d threads without a GPU"
                        .formatted(
                                plan.chain().recipe(),
                                plan.source().uri().key(),
                                TimeLimit.shown(time),
                                foresight.machine().threads()));
    }
}
