package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.Optional;

/// Says which of two versions of a source is the newer one. Thread-safe.
public final class SourceVersions {
    private final JobObjects objects;
    private final Places places;

    public SourceVersions(JobObjects objects, Places places) {
        this.objects = objects;
        this.places = places;
    }

    /// Whether a result of `ours` must no longer be shown: its source has a newer version, or is gone and
    /// the shown result was made of a newer one. A source that is gone does not hold its own result back.
    ///
    /// @param shown what lies where ours would, of the same source
    public boolean isOutdated(SourceRef ours, Optional<Provenance> shown) {
        var current = current(ours);
        return current.isPresent()
                ? !current.get().equals(ours.version())
                : shown.flatMap(Provenance::maker)
                        .filter(job -> isNewer(job, ours))
                        .isPresent();
    }

    /// Whether `job` is known to be of a newer version of the same source than ours.
    boolean isNewer(JobId job, SourceRef ours) {
        return otherVersion(job, ours)
                .filter(theirs -> wasPutBefore(ours, theirs))
                .isPresent();
    }

    /// Whether `job` is known to be of an older version of the same source than ours.
    boolean isOlder(JobId job, SourceRef ours) {
        return otherVersion(job, ours)
                .filter(theirs -> wasPutBefore(theirs, ours))
                .isPresent();
    }

    private Optional<SourceRef> otherVersion(JobId job, SourceRef ours) {
        return sourceOf(job)
                .filter(theirs -> theirs.uri().equals(ours.uri()))
                .filter(theirs -> !theirs.version().equals(ours.version()));
    }

    /// The version of the source that lies there now; empty if it is gone.
    public Optional<String> current(SourceRef source) {
        try {
            return Optional.of(
                    places.source(source.uri().place()).version(source.uri().key()));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private Optional<SourceRef> sourceOf(JobId job) {
        try {
            return objects.findRequest(job).map(JobRequest::source);
        } catch (PermanentFailure e) {
            return Optional.empty(); // damaged: as little known as one that was cleaned up
        }
    }

    /// Compares two versions by the order of their events, else by when they were put, if the storage keeps
    /// older versions; otherwise neither counts as earlier. Two of one second are told apart by their
    /// events alone.
    private boolean wasPutBefore(SourceRef earlier, SourceRef later) {
        return earlier.isBefore(later).orElseGet(() -> wasPutAtAnEarlierTime(earlier, later));
    }

    private boolean wasPutAtAnEarlierTime(SourceRef earlier, SourceRef later) {
        var first = put(earlier);
        var second = put(later);
        return first.isPresent() && second.isPresent() && first.get().isBefore(second.get());
    }

    private Optional<Instant> put(SourceRef source) {
        return places.source(source.uri().place())
                .statVersion(source.uri().key(), source.version())
                .map(ObjectStat::modified);
    }
}
