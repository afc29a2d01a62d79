package dev.azulejo.core.notify;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.deliver.ResultPlace;
import dev.azulejo.core.deliver.SourceVersions;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.FailureReport;
import dev.azulejo.core.job.outcome.FailureReport.Asked;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps `{whole file name}.error.json` beside the results: written for a job without a result, removed
/// once its source has a result. A report carries job and source as a result does, and obeys the same
/// rules: an older version's never replaces a newer one's, and a foreign file is never touched.
/// Thread-safe.
public final class FailureReports {
    private static final int MOST_RACES = 10;

    private final JobObjects objects;
    private final JobCodec codec;
    private final Places places;
    private final DropFolder folder;
    private final SourceVersions versions;

    public FailureReports(JobObjects objects, JobCodec codec, Places places, DropFolder folder) {
        this.objects = objects;
        this.codec = codec;
        this.places = places;
        this.folder = folder;
        this.versions = new SourceVersions(objects, places);
    }

    /// Makes the report agree with how the job ended. It may be repeated.
    void update(Outcome outcome) {
        var request = objects.readableRequest(outcome.job());
        var where = where(outcome.source(), request);
        if (where.isEmpty()) {
            return;
        }
        switch (outcome) {
            case Rejected rejected -> write(where.get(), report(rejected, request));
            case Failed failed -> write(where.get(), report(failed, request));
            case Succeeded succeeded when !succeeded.superseded() -> remove(where.get(), succeeded);
            default -> {} // a foreign file, or no longer wanted
        }
    }

    /// The place of the report; empty for jobs whose source or destination is elsewhere, and for names too
    /// long for a report's.
    private Optional<StorageUri> where(SourceRef source, Optional<JobRequest> request) {
        var key = source.uri().key();
        try {
            var destination = request.map(JobRequest::destination).orElse(new StorageUri(folder.outbox(), key));
            return source.uri().place().equals(folder.inbox())
                            && destination.place().equals(folder.outbox())
                    ? Optional.of(folder.reportOf(key, destination))
                    : Optional.empty();
        } catch (InvalidKey e) {
            return Optional.empty();
        }
    }

    private void write(StorageUri where, FailureReport report) {
        var target = new ResultPlace(places).open(where.place(), report.source());
        var bytes = codec.encode(report);
        var ours = Provenance.of(report.job(), report.source());
        for (int race = 0; race < MOST_RACES; race++) {
            var found = target.stat(where.key());
            if (found.isPresent() && !isOfSource(found.get(), ours)) {
                return;
            }
            boolean isThere = found.isPresent() && holds(target, where.key(), bytes);
            if (isOutdated(report.source(), new Attempt(report.job(), report.attempt()), found)) {
                if (isThere) { // a newer one ended while this one was written, and has the last word
                    newer(report.source(), new Attempt(report.job(), report.attempt()))
                            .ifPresent(this::update);
                }
                return;
            }
            if (isThere) {
                return;
            }
            Precondition precondition =
                    found.isPresent() ? new Precondition.Matches(found.get().etag()) : Precondition.ABSENT;
            target.write(where.key(), bytes, ours.metadata(), precondition); // then looks once more
        }
        throw new TransientFailure("%s was replaced %d times while it was written".formatted(where, MOST_RACES));
    }

    /// Whether a newer version of the source, or a newer attempt of the job, has a report or result
    /// instead.
    private boolean isOutdated(SourceRef source, Attempt attempt, Optional<ObjectStat> found) {
        return versions.isOutdated(source, found.flatMap(Provenance::of))
                || objects.newest(attempt.job())
                        .filter(newest -> newest.number() > attempt.number())
                        .isPresent();
    }

    /// How the job of the source's current version ended, in its last attempt; empty if it has not ended or
    /// is the attempt `ours`.
    private Optional<Outcome> newer(SourceRef source, Attempt ours) {
        return versions.current(source)
                .filter(current -> !current.equals(source.version()))
                .flatMap(current -> objects.intake(Intake.ofSource(source.uri(), current)))
                .map(intake -> intake.request().job())
                .or(() -> Optional.of(ours.job()))
                .flatMap(objects::newest)
                .flatMap(objects::outcome)
                .filter(outcome -> !outcome.ofAttempt().equals(ours));
    }

    private static boolean isOfSource(ObjectStat found, Provenance ours) {
        return Provenance.of(found)
                .filter(other -> other.source().equals(ours.source()))
                .isPresent();
    }

    private static boolean holds(Storage target, String key, byte[] bytes) {
        try {
            return Arrays.equals(target.readAll(key), bytes);
        } catch (NoSuchObject e) {
            return false;
        }
    }

    /// Removes the report of an earlier version or attempt, but not a newer one's. As some storages cannot
    /// delete conditionally, it looks once more afterwards and writes a newer report again that it has
    /// deleted.
    private void remove(StorageUri where, Succeeded ended) {
        var target = places.open(where.place());
        var found = target.stat(where.key());
        boolean isOfSource = found.flatMap(Provenance::of)
                .filter(shown -> shown.source()
                        .equals(Provenance.sourceText(ended.source().uri())))
                .isPresent();
        if (isOfSource && !isOutdated(ended.source(), ended.ofAttempt(), found)) {
            target.delete(where.key());
            if (isOutdated(ended.source(), ended.ofAttempt(), Optional.empty())) {
                newer(ended.source(), ended.ofAttempt()).ifPresent(this::update);
            }
        }
    }

    private static FailureReport report(Rejected rejected, Optional<JobRequest> request) {
        var reason = rejected.reason();
        return new FailureReport(
                FailureReport.SCHEMA,
                "rejected",
                rejected.source().uri().key(),
                reason.code(),
                rejected.detail(),
                request.map(JobRequest::problems).orElse(null),
                reason.advice(),
                rejected.job(),
                rejected.attempt(),
                rejected.source(),
                correlation(request),
                asked(request));
    }

    private static FailureReport report(Failed failed, Optional<JobRequest> request) {
        return new FailureReport(
                FailureReport.SCHEMA,
                "failed",
                failed.source().uri().key(),
                failed.failure(),
                "%s: %s".formatted(failed.stage(), failed.detail()),
                null,
                Outcome.Failed.ADVICE,
                failed.job(),
                failed.attempt(),
                failed.source(),
                correlation(request),
                asked(request));
    }

    private static @Nullable Correlation correlation(Optional<JobRequest> request) {
        return request.map(JobRequest::correlation).orElse(null);
    }

    private static @Nullable Asked asked(Optional<JobRequest> request) {
        return request.map(found -> new Asked(found.recipe(), found.main().encoding()))
                .orElse(null);
    }
}
