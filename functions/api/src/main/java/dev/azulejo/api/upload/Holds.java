package dev.azulejo.api.upload;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.Upload.Closing;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.UploadObjects.Use;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Gatherers;

/// Decides, between a job that is made from an upload and a removal of that upload at the same moment,
/// which was first. Thread-safe, also between processes.
///
/// A job notes that it uses the upload, and then looks whether the upload is open. A removal marks the
/// upload as closing, then looks for jobs, and only then replaces the mark by the end, if the mark is still
/// its own. So a job that saw the upload open is seen by the removal, and a job that is not seen finds the
/// upload closed and waits for the decision.
@Singleton
public class Holds {
    /// How long an upload is kept if no job needs it.
    public static final Duration KEPT = Duration.ofDays(7);

    /// How long a job that never began keeps its upload: then the process that wanted to begin it must have
    /// died. No request takes as long.
    static final Duration NEVER_BEGUN = Duration.ofHours(1);

    /// How long a mark of closing counts: then its process must have died.
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

    /// The first pause between looks at another's decision: it takes some requests to the store, or, after
    /// a death, [#CLOSES_WITHIN].
    private static final long FIRST_PAUSE_NANOS = 20_000_000;

    private static final long LONGEST_PAUSE_NANOS = 640_000_000;

    private final UploadObjects uploads;
    private final TenantObjects records;
    private final Premises premises;
    private final Clock clock;

    public Holds(UploadObjects uploads, TenantObjects records, Premises premises, Clock clock) {
        this.uploads = uploads;
        this.records = records;
        this.premises = premises;
        this.clock = clock;
    }

    /// Keeps an upload for a job that is about to begin.
    ///
    /// @throws ProblemException when the upload was removed first
    public void take(Tenant tenant, UploadId id, JobId job) {
        uploads.use(tenant, id, job);
        if (!isOpen(tenant, id)) {
            throw removed(id);
        }
    }

    static ProblemException removed(UploadId id) {
        return Kind.GONE.exception("upload %s was removed; bring the file again".formatted(id.text()));
    }

    /// Whether the upload is there and stays for jobs that have noted their use. Waits for a running
    /// decision.
    public boolean isOpen(Tenant tenant, UploadId id) {
        for (long pause = FIRST_PAUSE_NANOS; ; pause = longer(pause)) {
            var found = uploads.find(tenant, id);
            if (found.isEmpty() || found.get().record().isGone()) {
                return false;
            }
            var closing = found.get().record().closing();
            if (closing == null) {
                return true;
            }
            if (isLost(closing)) {
                uploads.replace(tenant, found.get(), found.get().record().opened());
            } else {
                LockSupport.parkNanos(pause);
            }
        }
    }

    private static long longer(long pause) {
        return Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }

    private boolean isLost(Closing closing) {
        return closing.at().plus(CLOSES_WITHIN).isBefore(clock.instant());
    }

    /// The jobs that need an upload: those that were not deleted, and those that are about to begin.
    public List<JobId> users(Tenant tenant, UploadId id) {
        return uploads.uses(tenant, id).stream()
                .gather(Gatherers.mapConcurrent(
                        Premises.CALLS_AT_ONCE,
                        use -> isNeeded(tenant, use) ? Optional.of(use.job()) : Optional.<JobId>empty()))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isNeeded(Tenant tenant, Use use) {
        return records.submission(tenant, use.job())
                .map(submission -> submission.deletedAt() == null)
                .orElseGet(() -> use.since().plus(NEVER_BEGUN).isAfter(clock.instant()));
    }

    /// The result of an attempt to remove an upload.
    public enum Removal {
        REMOVED,
        /// A job needs the upload.
        NEEDED,
        UNKNOWN
    }

    /// Removes an upload and its bytes unless a job needs it. After a death half way the caller has no
    /// answer, and a repeated request does the rest.
    public Removal remove(Tenant tenant, UploadId id) {
        for (long pause = FIRST_PAUSE_NANOS; ; pause = longer(pause)) {
            var found = uploads.find(tenant, id);
            if (found.isEmpty()) {
                return Removal.UNKNOWN;
            }
            var upload = found.get().record();
            if (upload.isGone()) {
                clear(tenant, upload);
                return Removal.REMOVED;
            }
            if (upload.closing() != null && !isLost(upload.closing())) {
                LockSupport.parkNanos(pause);
                continue;
            }
            var closed = upload.closed(new Closing(UUID.randomUUID().toString(), clock.instant()));
            if (uploads.replace(tenant, found.get(), closed)) {
                var decided = decide(tenant, closed);
                if (decided.isPresent()) {
                    return decided.get();
                }
            }
        }
    }

    /// @param closed the record that we have just written
    /// @return empty if another process took us for dead meanwhile and opened the upload
    private Optional<Removal> decide(Tenant tenant, Upload closed) {
        var id = closed.uploadId();
        boolean isNeeded = !users(tenant, id).isEmpty();
        var after = isNeeded ? closed.opened() : closed.gone(clock.instant());
        boolean isOurs = uploads.find(tenant, id)
                .filter(found -> found.record().equals(closed))
                .filter(found -> uploads.replace(tenant, found, after))
                .isPresent();
        if (isOurs && !isNeeded) {
            clear(tenant, after);
        }
        return isOurs ? Optional.of(isNeeded ? Removal.NEEDED : Removal.REMOVED) : Optional.empty();
    }

    /// Deletes the bytes and notes of a removed upload; its entry in the list goes last, so that
    /// interrupted removals are found again.
    private void clear(Tenant tenant, Upload gone) {
        premises.places().open(premises.uploads()).delete(gone.key(tenant));
        uploads.forgetUses(tenant, gone.uploadId());
        uploads.release(tenant, gone);
    }
}
