package dev.azulejo.functions;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.storage.StorageFailure;
import java.util.Set;

/// Finds the group of messages in which the shards of a job wait, so a queue can be fair: a tenant of the
/// API, a tenant's batches, a route of a drive, or the inbox, which is one customer's. The owner follows
/// from the main result's place, which a request cannot choose. Thread-safe.
///
/// "Amazon SQS fair queues" hand out messages of other groups first while one has most of what is under way:
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
final class Owners {
    /// The folders of the outbox whose subfolders have an owner each.
    private static final Set<String> SHARED = Set.of("api", "routes");

    private static final String INBOX = "inbox";
    private static final String BULK = "/bulk";

    private final JobObjects objects;

    Owners(JobObjects objects) {
        this.objects = objects;
    }

    /// The group, such as `api/acme` or `api/acme/bulk`. A request that is gone or
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
        if (parts.length < 3 || !SHARED.contains(parts[0]) || !parts[1].matches("[A-Za-z0-9._-]{1,100}")) {
            return INBOX;
        }
        var owner = parts[0] + "/" + parts[1];
        return request.waitsInBulk() ? owner + BULK : owner;
    }
}
