package dev.azulejo.client;

import java.util.List;

/// Shows and removes the data of tenants; see [Azulejo#tenants]. For the owner of a server alone, whose
/// tenant is `local`. Thread-safe.
public final class Tenants {
    private static final String TENANTS = "/v1/tenants";

    private final Server server;

    Tenants(Server server) {
        this.server = server;
    }

    /// The amount of a tenant's data.
    public record Holding(
            String tenant, int jobs, int openJobs, int uploads, long uploadBytes, int batches, int webhooks) {}

    /// The result of erasing a tenant.
    ///
    /// @param left items that remain, because they were being delivered or time was up: erase again
    public record Erased(String tenant, int jobs, int uploads, int left) {}

    record All(List<String> tenants) {}

    record Cancelled(String tenant, int cancelled) {}

    /// Lists the names of all tenants.
    public List<String> all() {
        return server.call("GET", TENANTS).repeatable().send(All.class).tenants();
    }

    /// Asks for the amount of a tenant's data.
    public Holding get(String tenant) {
        return server.call("GET", path(tenant)).repeatable().send(Holding.class);
    }

    /// A tenant's jobs, the newest first.
    public Iterable<Job> jobs(String tenant) {
        return () -> new Pages<>(server, path(tenant) + "/jobs?limit=100", Pages.Jobs.class);
    }

    /// A tenant's uploads, the newest first.
    public Iterable<HeldUpload> uploads(String tenant) {
        return () -> new Pages<>(server, path(tenant) + "/uploads?limit=100", Pages.Uploads.class);
    }

    /// Cancels a tenant's open jobs.
    ///
    /// @return how many
    public int cancel(String tenant) {
        return server.call("POST", path(tenant) + "/cancel")
                .repeatable()
                .send(Cancelled.class)
                .cancelled();
    }

    /// Removes all data of a tenant, except keys and limits.
    public Erased erase(String tenant) {
        return server.call("DELETE", path(tenant) + "?confirm=" + Server.encoded(tenant))
                .repeatable()
                .send(Erased.class);
    }

    private static String path(String tenant) {
        return Server.path(TENANTS, tenant);
    }
}
