package dev.azulejo.functions;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.storage.StorageFailure;
import java.util.Set;

/// Tells in which group of messages the shards of a job wait, so that a queue can be fair: that of a tenant of the API,
/// of a tenant's batches, of a route of a drive, or of the inbox, which is one customer's. Whose a job is follows from
/// where its main result goes, which no customer chooses. Thread-safe.
///
/// "Amazon SQS fair queues" hand out messages of other groups first while one has most of what is under way:
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
final class Owners {
    /// Folders of the outbox that are somebody's each.
    private static final Set<String> SHARED = Set.of("api", "routes");

    private static final String INBOX = "inbox";
    private static final String BULK = "/bulk";

    private final JobObjects objects;

    Owners(JobObjects objects) {
        this.objects = objects;
    }

    /// Such as `api/acme` or `api/acme/bulk`: a name that a queue takes for a group. A request that is gone or
    /// unreadable now
    /// waits with the inbox: no execution fails for the sake of fairness.
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
        if (parts.length < 3 || !SHARED.contains(parts[0]) || !parts[1].matches("[A-Za-z0-9._-]{1,100}")) {
            return INBOX;
        }
        var owner = parts[0] + "/" + parts[1];
        return request.waitsInBulk() ? owner + BULK : owner;
    }
}
