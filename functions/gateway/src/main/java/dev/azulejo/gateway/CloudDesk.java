package dev.azulejo.gateway;

import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.notify.Telling;
import java.time.Clock;
import java.util.Optional;

/// The event of a job's first object has it made, so nothing is to be done here, and nobody here knows how far the
/// workers are. Thread-safe.
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

    /// The event of its end has come and gone.
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

    /// Whoever watches looks once a second.
    @Override
    public long changes(JobId job) {
        return clock.instant().getEpochSecond();
    }
}
