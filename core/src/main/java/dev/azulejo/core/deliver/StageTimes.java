package dev.azulejo.core.deliver;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How long each stage of an attempt took, computed from when its objects appeared.
final class StageTimes {
    private StageTimes() {}

    /// Seconds from the object that starts a stage to the one that starts the next, by the stage's name.
    static Map<String, Double> of(Attempt attempt, Storage work) {
        var seconds = new TreeMap<String, Double>();
        for (var stage : new StageTrigger[] {StageTrigger.PLAN, StageTrigger.INFER, StageTrigger.STITCH}) {
            var next = stage.later().getFirst();
            var started = modified(stage, attempt, work);
            var ended = modified(next, attempt, work);
            double took = Duration.between(started, ended).toMillis() / 1000.0;
            seconds.put(stage.name().toLowerCase(Locale.ROOT), Math.max(0, took));
        }
        return seconds;
    }

    private static Instant modified(StageTrigger stage, Attempt attempt, Storage work) {
        return work.stat(stage.key(attempt)).orElseThrow().modified();
    }
}
