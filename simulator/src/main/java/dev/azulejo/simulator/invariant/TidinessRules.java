package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.Outcome;
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

    /// A letter holds up who drops them.
    static Stream<String> metadataLeft(History history, Circumstances its) {
        return history.jobs().stream()
                .filter(job -> !its.hasLetter(job.text()) && hasEndedForGood(history, job))
                .flatMap(job -> {
                    try (var objects = history.work().shelf().list(JobKeys.attempts(job))) {
                        return objects.map(object -> object.key()).filter(JobKeys::isMetadata).toList().stream();
                    }
                });
    }

    private static boolean hasEndedForGood(History history, JobId job) {
        return history.truth()
                .outcome(job)
                .filter(its -> !(its instanceof Outcome.Failed))
                .isPresent();
    }

    /// The pixels of jobs that are long over.
    static List<String> pixels(History history) {
        try (var objects = history.work().shelf().list(JobKeys.JOBS)) {
            return objects.map(object -> object.key())
                    .filter(key -> !key.endsWith(".json"))
                    .toList();
        }
    }
}
