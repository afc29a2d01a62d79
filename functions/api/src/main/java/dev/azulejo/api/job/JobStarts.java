package dev.azulejo.api.job;

import dev.azulejo.api.order.Orders;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.record.Note;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Holds;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// Begins requested jobs, and redrives those that have ended. Thread-safe, also between processes.
///
/// A job's record decides between a redrive and a deletion of the job (see [JobEnds#delete]): the attempt
/// is noted in it before it begins, and both replace the record only as they have read it. So an attempt
/// that is noted before the job is deleted is ended with it, and none is noted afterwards, but by a request
/// that has seen that the job was deleted.
@Singleton
public class JobStarts {
    private static final int MOST_WEBHOOKS = 16;

    private final Premises premises;
    private final TenantObjects records;
    private final Holds holds;
    private final Desk desk;
    private final Clock clock;
    private final WebhookObjects hooks;
    private final Webhooks webhooks;
    private final Lifetimes lifetimes;

    public JobStarts(
            Premises premises,
            TenantObjects records,
            Holds holds,
            Desk desk,
            Webhooks webhooks,
            Lifetimes lifetimes,
            Clock clock) {
        this.premises = premises;
        this.records = records;
        this.holds = holds;
        this.desk = desk;
        this.webhooks = webhooks;
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.hooks = new WebhookObjects(premises.objects().work());
    }

    /// The records of jobs when a request for them came. Jobs without a record are missing.
    public record Seen(Map<JobId, Found<Submission>> records) {
        public Seen {
            records = Map.copyOf(records);
        }

        public Set<JobId> known() {
            return records.keySet().stream()
                    .filter(job -> deletedAt(job).isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        /// The times of deletion of deleted jobs, by their ids.
        public Map<String, Instant> deleted() {
            return records.keySet().stream()
                    .filter(job -> deletedAt(job).isPresent())
                    .collect(Collectors.toUnmodifiableMap(
                            JobId::text, job -> deletedAt(job).orElseThrow()));
        }

        private Optional<Instant> deletedAt(JobId job) {
            return Optional.ofNullable(records.get(job))
                    .map(found -> found.record().deletedAt());
        }
    }

    /// Reads the records of a request's jobs, before anything is done for it.
    public Seen look(Tenant tenant, Collection<JobId> jobs) {
        return new Seen(jobs.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, job -> look(tenant, job)))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(found -> found.record().job(), found -> found)));
    }

    /// One whose time is over is deleted first, as it should have been.
    private Optional<Found<Submission>> look(Tenant tenant, JobId job) {
        var found = records.find(tenant, job);
        boolean isOver = found.map(Found::record)
                .filter(record ->
                        record.deletedAt() == null && lifetimes.isOver(record) && lifetimes.close(tenant, record))
                .isPresent();
        return isOver ? records.find(tenant, job) : found;
    }

    /// Keeps the upload of a job that was admitted, and the webhook that it names.
    ///
    /// @throws ProblemException when the upload was removed meanwhile, or there are enough webhooks
    public void take(Tenant tenant, Orders.Resolved resolved, Seen seen) {
        var named = resolved.note().webhooks();
        var found = Optional.ofNullable(seen.records().get(resolved.request().job()));
        if (found.isPresent()
                && found.get().record().note().and(resolved.note()).webhooks().size() > MOST_WEBHOOKS) {
            throw Kind.NOT_POSSIBLE_NOW.exception(
                    "%d webhooks hear of this job, as many as may be".formatted(MOST_WEBHOOKS));
        }
        named.forEach(url -> webhooks.ofOrigins().keep(tenant, url));
        var seconds = resolved.note().keepSeconds();
        if (seconds != null) {
            lifetimes.note(tenant, resolved.request(), seconds);
        }
        holds.take(tenant, resolved.upload().uploadId(), resolved.request().job());
    }

    /// Begins a job whose upload was taken.
    ///
    /// @param seen its record when the request came
    /// @throws ProblemException when it was deleted since
    public Submission begin(Tenant tenant, Orders.Resolved resolved, Seen seen) {
        var job = resolved.request().job();
        var before = Optional.ofNullable(seen.records().get(job));
        var submission = before.filter(found -> found.record().deletedAt() != null)
                .map(found -> reopened(tenant, found, resolved))
                .orElseGet(() -> added(tenant, resolved));
        if (submission.deletedAt() != null) {
            throw Kind.GONE.exception("the job was deleted while it was asked for; ask again to have it made again");
        }
        beginNoted(premises.objects(), submission);
        var note = resolved.note();
        boolean isNoted =
                note.isEmpty() || (before.isEmpty() && submission.noting(note).equals(submission));
        var noted = isNoted ? submission : noted(tenant, submission, note);
        if (before.isEmpty()) {
            desk.begun(tenant, job);
        } else {
            desk.askedAgain(tenant, job);
        }
        return noted;
    }

    /// Adds the note of a request, also to the job's folder, as events are made where the records of tenants
    /// cannot be read.
    private Submission noted(Tenant tenant, Submission submission, Note note) {
        var job = submission.job();
        hooks.note(tenant, job, note);
        var noted = submission;
        while (!noted.noting(note).equals(noted)) {
            var found =
                    records.find(tenant, job).filter(present -> present.record().deletedAt() == null);
            if (found.isEmpty()) {
                return noted; // deleted meanwhile
            }
            noted = found.get().record();
            if (records.replace(tenant, found.get(), noted.noting(note))) {
                noted = noted.noting(note);
            }
        }
        return noted;
    }

    /// Adds a job, which is written first: after a death here the caller has no answer, and nothing is
    /// promised.
    private Submission added(Tenant tenant, Orders.Resolved resolved) {
        var request = resolved.request();
        if (!resolved.note().isEmpty()) {
            hooks.note(tenant, request.job(), resolved.note()); // before it can end
        }
        premises.objects().begin(request);
        var upload = resolved.upload();
        return records.add(
                tenant,
                new Submission(
                        Submission.SCHEMA,
                        request.job().text(),
                        clock.instant(),
                        upload.id(),
                        upload.name(),
                        upload.bytes(),
                        resolved.options(),
                        null,
                        null,
                        resolved.note().metadata(),
                        resolved.note().webhooks(),
                        resolved.note().keepSeconds(),
                        resolved.note().key()));
    }

    /// Reopens a deleted job; of several requests at once one brings it back for all.
    private Submission reopened(Tenant tenant, Found<Submission> before, Orders.Resolved resolved) {
        var job = resolved.request().job();
        var newest = premises.objects().newest(job);
        var open = before.record().trying(newest.map(this::next).orElse(0));
        if (!records.replace(tenant, before, open)) {
            open = records.submission(tenant, job).orElseGet(before::record);
        }
        // A deletion of the job meanwhile does not count it among those that need the upload.
        if (open.deletedAt() == null && !holds.isOpen(tenant, resolved.upload().uploadId())) {
            closeAgain(tenant, open, before.record());
            throw Kind.GONE.exception("the job and its upload were deleted just now; bring the file again");
        }
        if (open.deletedAt() == null && newest.isEmpty()) {
            premises.objects().begin(resolved.request());
        }
        return open;
    }

    private int next(Attempt newest) {
        return new JobEnding(premises.objects()).isDecided(newest) ? newest.number() + 1 : newest.number();
    }

    private void closeAgain(Tenant tenant, Submission open, Submission deleted) {
        records.find(tenant, open.job())
                .filter(found -> found.record().equals(open))
                .ifPresent(found -> records.replace(tenant, found, deleted));
    }

    /// Tries a job again.
    ///
    /// @param ended its newest attempt, whose end is decided
    /// @return whether the next one has begun; not if the job was deleted
    boolean again(Tenant tenant, Attempt ended) {
        while (true) {
            var found = records.find(tenant, ended.job());
            if (found.isEmpty() || found.get().record().deletedAt() != null) {
                return false;
            }
            var submission = found.get().record();
            int next = ended.number() + 1;
            boolean isNoted = submission.tried() != null && submission.tried() >= next;
            if (isNoted || records.replace(tenant, found.get(), submission.trying(next))) {
                new RedriveJob(premises.objects()).after(ended);
                desk.begun(tenant, ended.job());
                return true;
            }
        }
    }

    /// Begins an attempt that was noted, because the process that noted it may be slow or dead.
    static void beginNoted(JobObjects objects, Submission submission) {
        var tried = submission.tried();
        if (tried != null) {
            objects.newest(submission.job())
                    .filter(newest -> newest.number() < tried)
                    .ifPresent(newest -> new RedriveJob(objects).after(newest));
        }
    }
}
