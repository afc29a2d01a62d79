package dev.azulejo.api.job;

import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Holds;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.local.LocalCleanup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Ends jobs on request, and removes their remains. Thread-safe.
@Singleton
public class JobEnds {
    private final Premises premises;
    private final TenantObjects records;
    private final Holds holds;
    private final Desk desk;
    private final Clock clock;
    private final WebhookObjects hooks;

    public JobEnds(Premises premises, TenantObjects records, Holds holds, Desk desk, Clock clock) {
        this.premises = premises;
        this.records = records;
        this.holds = holds;
        this.desk = desk;
        this.clock = clock;
        this.hooks = new WebhookObjects(premises.objects().work());
    }

    /// @param why in words, shown with the job
    /// @return whether it was open, and is cancelled now
    public boolean cancelIfOpen(Tenant tenant, JobId job, String why) {
        boolean cancelled =
                records.submission(tenant, job).isPresent() && cancel(job, why).orElse(false);
        if (cancelled) {
            desk.ended(tenant, job);
        }
        return cancelled;
    }

    /// Ends the job and removes its results and its pixels, and the upload if no other job needs it. The
    /// record of the job stays. After a death half way the caller has no answer, and a repeated request
    /// does all of it.
    ///
    /// The deletion is noted last, and only if no other attempt was noted meanwhile; else all begins anew,
    /// and ends that one. So a request for the job, or a redrive, comes either before that end, or sees
    /// that the job is deleted.
    ///
    /// @return whether it is done; not while its results are being delivered
    public boolean delete(Tenant tenant, JobId job, String why) {
        while (true) {
            var found = records.find(tenant, job);
            if (found.isEmpty()) {
                return true; // the operator has erased it
            }
            var submission = found.get().record();
            var objects = premises.objects();
            var cancelled = cancel(submission, why);
            var newest = objects.newest(job);
            var outcome = newest.flatMap(objects::outcome);
            if (outcome.isEmpty() && cancelled.isPresent() && !cancelled.get()) {
                return false;
            }
            removeResults(outcome);
            new LocalCleanup(objects).forget(job, newest);
            var deleted = submission.deletedAt() == null ? submission.deleted(clock.instant()) : submission;
            if (records.replace(tenant, found.get(), deleted)) {
                UploadId.parse(submission.upload()).ifPresent(upload -> holds.remove(tenant, upload));
                hooks.forgetNote(tenant, job);
                desk.ended(tenant, job);
                return true;
            }
        }
    }

    /// Cancels a job; empty if its objects are damaged or gone, as they are in the cloud after 14 days:
    /// then no process can continue it. An attempt that was noted is begun first, to be cancelled.
    private Optional<Boolean> cancel(Submission submission, String why) {
        try {
            JobStarts.beginNoted(premises.objects(), submission);
            return cancel(submission.job(), why);
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }

    private Optional<Boolean> cancel(JobId job, String why) {
        try {
            return premises.objects().newest(job).map(_ -> new CancelJob(premises.objects()).run(job, why));
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }

    private void removeResults(Optional<Outcome> outcome) {
        if (outcome.orElse(null) instanceof Succeeded succeeded) {
            succeeded
                    .results()
                    .forEach(result -> premises.places()
                            .open(result.uri().place())
                            .delete(result.uri().key()));
        }
    }
}
