package dev.azulejo.local.office;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Does what `azulejo tenants` asks for, and is found where [Server] is. All of it works while a server
/// runs on the folder; or on the bucket of jobs of a deployment. Failures are
/// [dev.azulejo.local.exit.CommandFailure]s.
public interface TenantOffice {
    /// The names of all tenants with a key, limits or data.
    List<String> tenants(URI place);

    Holding holding(URI place, String tenant);

    /// The data of a tenant, by kinds, the newest first.
    List<Item> items(URI place, String tenant);

    /// Cancels all jobs that have not ended.
    ///
    /// @return how many
    int cancel(URI place, String tenant);

    /// Removes all data of a tenant, or continues an interrupted removal.
    ///
    /// @return how many jobs and uploads are left, as their results are being delivered
    int erase(URI place, String tenant);

    /// @param openJobs that have not ended
    record Holding(int jobs, int openJobs, int uploads, long uploadBytes, int batches, int webhooks) {}

    /// @param kind job, upload, batch or webhook
    /// @param what it is, in words
    record Item(String kind, String id, Instant at, String what) {}
}
