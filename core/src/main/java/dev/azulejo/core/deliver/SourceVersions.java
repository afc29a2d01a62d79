package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.Optional;

/// Tells which of two versions of a source is the newer one. Thread-safe.
public final class SourceVersions {
    private final JobObjects objects;
    private final Places places;

    public SourceVersions(JobObjects objects, Places places) {
        this.objects = objects;
        this.places = places;
    }

    /// Whether what is made of `ours` must no longer be shown: its source has a newer version now, or is gone and what
    /// is shown was made of a newer one. A source that is gone does not hold its own result back.
    ///
    /// @param shown what lies where ours would, of the same source
    public boolean isOutdated(SourceRef ours, Optional<Provenance> shown) {
        var current = current(ours);
        return current.isPresent()
                ? !current.get().equals(ours.version())
                : shown.flatMap(its -> JobId.parse(its.job()))
                        .flatMap(this::sourceOf)
                        .filter(theirs -> theirs.uri().equals(ours.uri()))
                        .filter(theirs -> isNewer(theirs, ours))
                        .isPresent();
    }

    private Optional<String> current(SourceRef source) {
        try {
            return Optional.of(
                    places.open(source.uri().place()).version(source.uri().key()));
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

    /// Where older versions can still be looked at, by when they were put; else nobody knows.
    private boolean isNewer(SourceRef theirs, SourceRef ours) {
        var put = put(theirs);
        var ourPut = put(ours);
        return put.isPresent() && ourPut.isPresent() && put.get().isAfter(ourPut.get());
    }

    private Optional<Instant> put(SourceRef source) {
        return places.open(source.uri().place())
                .statVersion(source.uri().key(), source.version())
                .map(ObjectStat::modified);
    }
}
