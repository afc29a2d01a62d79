package dev.azulejo.server;

import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;

/// Which job is next. Tenants take turns, one job each, so that nobody waits for all that somebody else has asked for;
/// those of one tenant come in the order in which they were begun. Ends that nobody has been told of come first: that
/// takes no time. Thread-safe.
final class Turns {
    private final LinkedHashSet<TenantJob> ended = new LinkedHashSet<>();
    private final LinkedHashMap<Tenant, LinkedHashSet<JobId>> begun = new LinkedHashMap<>();

    synchronized void begun(TenantJob job) {
        begun.computeIfAbsent(job.tenant(), _ -> new LinkedHashSet<>()).add(job.job());
        notifyAll();
    }

    synchronized void ended(TenantJob job) {
        begun.computeIfPresent(job.tenant(), (_, jobs) -> jobs.remove(job.job()) && jobs.isEmpty() ? null : jobs);
        ended.add(job);
        notifyAll();
    }

    /// Waits until there is one.
    synchronized TenantJob next() throws InterruptedException {
        while (ended.isEmpty() && begun.isEmpty()) {
            wait();
        }
        return ended.isEmpty() ? nextBegun() : ended.removeFirst();
    }

    private TenantJob nextBegun() {
        var turn = begun.pollFirstEntry();
        var jobs = turn.getValue();
        var job = new TenantJob(turn.getKey(), jobs.removeFirst());
        if (!jobs.isEmpty()) {
            begun.put(turn.getKey(), jobs); // behind all others
        }
        return job;
    }
}
