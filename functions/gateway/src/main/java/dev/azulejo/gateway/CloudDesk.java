package dev.azulejo.gateway;

import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.notify.Telling;
import java.time.Clock;
import java.util.Optional;

/// Gets jobs processed in the cloud: the event of a job's first object starts it, so nothing is to be done
/// here, and the progress of workers is unknown. Thread-safe.
final class CloudDesk implements Desk {
    private final JobObjects objects;
    private final Telling telling;
    private final Clock clock;

    CloudDesk(JobObjects objects, WebhookNotifier notifier, Clock clock) {
        this.objects = objects;
        this.telling = new Telling(objects, notifier);
        this.clock = clock;
    }

    @Override
    public void begun(Tenant tenant, JobId job) {
        // S3 has told already.
    }

    /// Reports the end of a job that has ended, as the event for it was sent before.
    @Override
    public void askedAgain(Tenant tenant, JobId job) {
        objects.newest(job)
                .filter(attempt -> objects.outcome(attempt).isPresent())
                .ifPresent(telling::run);
    }

    @Override
    public void ended(Tenant tenant, JobId job) {
        // So it has of this.
    }

    @Override
    public Optional<Progress> progress(JobId job) {
        return Optional.empty();
    }

    /// A number that changes once a second, so watchers look as often.
    @Override
    public long changes(JobId job) {
        return clock.instant().getEpochSecond();
    }
}
