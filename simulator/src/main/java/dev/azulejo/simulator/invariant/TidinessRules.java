package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.JobKeys;
import java.util.List;
import java.util.stream.Stream;

/// What is left behind, and what was done for nothing.
final class TidinessRules {
    private TidinessRules() {}

    static Stream<String> pendingLeft(History history, Circumstances its) {
        return Stream.of(history.inbox(), history.work(), history.outbox()).flatMap(place -> place.leaks().stream());
    }

    static Stream<String> taskTimedOut(History history, Circumstances its) {
        return its.timedOut() > 0 && its.stopped() == 0
                ? Stream.of(its.timedOut() + " tasks were answered by nobody")
                : Stream.empty();
    }

    static Stream<String> inferredTwice(History history, Circumstances its) {
        boolean isQuiet = its.faults() == 0 && its.twice() == 0 && its.redrives() == 0 && its.stopped() == 0;
        return history.inferredTwice() > 0 && isQuiet
                ? Stream.of(history.inferredTwice() + " shards without a fault")
                : Stream.empty();
    }

    static Stream<String> left(History history, Circumstances its) {
        return its.left().stream();
    }

    static Stream<String> markersLeft(History history, Circumstances its) {
        if (its.deadWorkers() > 0 || !its.isFaultFree()) {
            return Stream.empty();
        }
        try (var objects = history.work().shelf().list(JobKeys.JOBS)) {
            return objects.map(object -> object.key()).filter(key -> key.contains("/inflight/")).toList().stream();
        }
    }

    /// The pixels of jobs that are long over.
    static List<String> pixels(History history) {
        try (var objects = history.work().shelf().list("")) {
            return objects.map(object -> object.key())
                    .filter(key -> !key.endsWith(".json"))
                    .toList();
        }
    }
}
