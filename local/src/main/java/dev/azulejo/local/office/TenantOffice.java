package dev.azulejo.local.office;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// What `azulejo tenants` does: it is found where [Server] is. All of it works while a server runs on the folder;
/// or on the bucket of jobs of a deployment. Failures are [dev.azulejo.local.exit.CommandFailure]s.
public interface TenantOffice {
    /// Those who have a key, limits or anything else, by name.
    List<String> tenants(URI place);

    Holding holding(URI place, String tenant);

    /// All that a tenant has, by kinds, the newest first.
    List<Item> items(URI place, String tenant);

    /// Cancels all jobs that have not ended.
    ///
    /// @return how many
    int cancel(URI place, String tenant);

    /// Removes all that a tenant has, or goes on with that.
    ///
    /// @return how many jobs and uploads are left, as their results are being delivered
    int erase(URI place, String tenant);

    /// @param openJobs that have not ended
    record Holding(int jobs, int openJobs, int uploads, long uploadBytes, int batches, int webhooks) {}

    /// @param kind job, upload, batch or webhook
    /// @param what it is, in words
    record Item(String kind, String id, Instant at, String what) {}
}
