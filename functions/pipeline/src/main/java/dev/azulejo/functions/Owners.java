package dev.azulejo.functions;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.storage.StorageFailure;
import java.util.Set;

/// Finds the owner of a job, so a queue can be fair: a tenant of the API, a route of a drive, or the
/// inbox, which is one customer's. The owner follows from the main result's place, which a request cannot
/// choose. Thread-safe.
final class Owners {
    /// The folders of the outbox whose subfolders have an owner each.
    private static final Set<String> SHARED = Set.of("api", "routes");

    private static final String INBOX = "inbox";

    private final JobObjects objects;

    Owners(JobObjects objects) {
        this.objects = objects;
    }

    /// The owner's name, such as `api/acme`, which a queue takes for a group. A request that is gone or
    /// unreadable counts as the inbox's: no execution fails for the sake of fairness.
    String of(JobId job) {
        try {
            return objects.readableRequest(job).map(Owners::of).orElse(INBOX);
        } catch (StorageFailure unreadable) {
            return INBOX;
        }
    }

    private static String of(JobRequest request) {
        var destination = request.outputs().getFirst().destination().toString();
        var parts = destination.replaceFirst("^s3://[^/]+/", "").split("/", 3);
        return parts.length == 3 && SHARED.contains(parts[0]) && parts[1].matches("[A-Za-z0-9._-]{1,100}")
                ? parts[0] + "/" + parts[1]
                : INBOX;
    }
}
