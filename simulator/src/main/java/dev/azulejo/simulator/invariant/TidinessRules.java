package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.place.Delete;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rules on what is left behind, and on work done for nothing.
final class TidinessRules {
    /// The number of deaths after which workers give a shard up.
    private static final int MOST_DEATHS = 3;
    /// The name of the processes that delete old jobs.
    private static final String CLEANER = "expire";

    private TidinessRules() {}

    static Stream<String> pendingLeft(History history, Circumstances circumstances) {
        return Stream.of(history.inbox(), history.work(), history.outbox()).flatMap(place -> place.leaks().stream());
    }

    static Stream<String> taskTimedOut(History history, Circumstances circumstances) {
        return circumstances.timedOut() > 0 && circumstances.stopped() == 0
                ? Stream.of(circumstances.timedOut() + " tasks were never answered")
                : Stream.empty();
    }

    static Stream<String> inferredTwice(History history, Circumstances circumstances) {
        boolean isQuiet = circumstances.faults() == 0
                && circumstances.twice() == 0
                && circumstances.redrives() == 0
                && circumstances.stopped() == 0;
        return history.inferredTwice() > 0 && isQuiet
                ? Stream.of(history.inferredTwice() + " shards without a fault")
                : Stream.empty();
    }

    static Stream<String> left(History history, Circumstances circumstances) {
        return circumstances.left().stream();
    }

    static Stream<String> markersLeft(History history, Circumstances circumstances) {
        if (circumstances.deadWorkers() > 0 || !circumstances.isFaultFree()) {
            return Stream.empty();
        }
        try (var objects = history.work().shelf().list(JobKeys.JOBS)) {
            return objects.map(object -> object.key()).filter(key -> key.contains("/inflight/")).toList().stream();
        }
    }

    static Stream<String> markerCountsMore(History history, Write write) {
        if (write.place() != history.work() || !Markers.isMarker(write.key())) {
            return Stream.empty();
        }
        int count = Markers.count(write.bytes());
        int most = history.markers().most(write);
        return count > most
                ? Stream.of("%s counts %d of at most %d, by %s".formatted(write.key(), count, most, write.by()))
                : Stream.empty();
    }

    /// Finds markers of shards that were given up. A worker that counts one death too many gives the shard
    /// up and removes its marker, unless it dies of it.
    static Stream<String> markerOfOneGivenUp(History history, Circumstances circumstances) {
        var work = history.work().shelf();
        try (var objects = work.list(JobKeys.JOBS)) {
            return objects
                    .map(object -> object.key())
                    .filter(Markers::isMarker)
                    .filter(key -> Markers.count(work.readAll(key)) > MOST_DEATHS)
                    .filter(key -> history.writer(key)
                            .filter(last -> !last.isDead() && !last.hasSuffered())
                            .isPresent())
                    .toList()
                    .stream();
        }
    }

    /// Finds jobs that were cleaned up too early. The cleaner writes into the job, too, but that makes the
    /// job no younger.
    static Stream<String> cleanedTooYoung(History history, Delete delete) {
        if (delete.place() != history.work() || !delete.by().name().startsWith(CLEANER)) {
            return Stream.empty();
        }
        return JobFile.of(delete.key()).stream()
                .flatMap(file -> youngest(history, file.job(), delete.by()).stream())
                .filter(youngest -> history.now().minus(LocalCleanup.KEPT).isBefore(youngest))
                .map(youngest -> "%s deletes %s, and its job was touched at %s, now is %s"
                        .formatted(delete.by(), delete.key(), youngest, history.now()));
    }

    private static Optional<Instant> youngest(History history, JobId job, SimProcess cleaner) {
        try (var objects = history.work().shelf().list("jobs/%s/".formatted(job))) {
            return objects.filter(object -> history.writer(object.key())
                            .filter(by -> by != cleaner)
                            .isPresent())
                    .map(ObjectStat::modified)
                    .max(Comparator.naturalOrder());
        }
    }

    /// Finds metadata that was left behind. A dead letter delays its removal, so jobs with one are left
    /// out.
    static Stream<String> metadataLeft(History history, Circumstances circumstances) {
        return history.jobs().stream()
                .filter(job -> !circumstances.hasLetter(job.text()) && hasEndedForGood(history, job))
                .flatMap(job -> {
                    try (var objects = history.work().shelf().list(JobKeys.attempts(job))) {
                        return objects.map(object -> object.key()).filter(JobKeys::isMetadata).toList().stream();
                    }
                });
    }

    private static boolean hasEndedForGood(History history, JobId job) {
        return history.truth()
                .outcome(job)
                .filter(outcome -> !(outcome instanceof Outcome.Failed))
                .isPresent();
    }

    /// The keys of pixels of jobs that ended long ago.
    static List<String> pixels(History history) {
        try (var objects = history.work().shelf().list(JobKeys.JOBS)) {
            return objects.map(object -> object.key())
                    .filter(key -> !key.endsWith(".json"))
                    .toList();
        }
    }
}
