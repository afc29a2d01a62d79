package dev.azulejo.server;

import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.function.Predicate;

/// Picks the next job. Tenants take turns, one job each, so none waits for all that another
/// has asked for. Those of one tenant come in the order in which they were begun, and the jobs of its
/// batches take turns with those that it asked for alone. Unreported ends come first:
/// that takes no time. Thread-safe.
final class Turns {
    private final Predicate<JobId> waitsInBulk;
    private final LinkedHashSet<TenantJob> ended = new LinkedHashSet<>();
    private final LinkedHashMap<Tenant, Line> begun = new LinkedHashMap<>();

    /// The jobs of one tenant. Whichever kind comes next, the other kind comes after it.
    private static final class Line {
        private LinkedHashSet<JobId> next = new LinkedHashSet<>();
        private LinkedHashSet<JobId> after = new LinkedHashSet<>();
        private boolean isBulkNext;

        void add(JobId job, boolean isBulk) {
            (isBulk == isBulkNext ? next : after).add(job);
        }

        boolean isEmpty() {
            return next.isEmpty() && after.isEmpty();
        }

        void remove(JobId job) {
            next.remove(job);
            after.remove(job);
        }

        JobId removeFirst() {
            if (next.isEmpty()) {
                change();
            }
            var first = next.removeFirst();
            change();
            return first;
        }

        private void change() {
            var before = next;
            next = after;
            after = before;
            isBulkNext = !isBulkNext;
        }
    }

    /// @param waitsInBulk whether a job came in one request with others
    Turns(Predicate<JobId> waitsInBulk) {
        this.waitsInBulk = waitsInBulk;
    }

    void begun(TenantJob job) {
        begun(job, waitsInBulk.test(job.job()));
    }

    private synchronized void begun(TenantJob job, boolean isBulk) {
        begun.computeIfAbsent(job.tenant(), _ -> new Line()).add(job.job(), isBulk);
        notifyAll();
    }

    synchronized void ended(TenantJob job) {
        var line = begun.get(job.tenant());
        if (line != null) {
            line.remove(job.job());
            if (line.isEmpty()) {
                begun.remove(job.tenant());
            }
        }
        ended.add(job);
        notifyAll();
    }

    /// Returns the next job; waits until there is one.
    synchronized TenantJob next() throws InterruptedException {
        while (ended.isEmpty() && begun.isEmpty()) {
            wait();
        }
        return ended.isEmpty() ? nextBegun() : ended.removeFirst();
    }

    private TenantJob nextBegun() {
        var turn = begun.pollFirstEntry();
        var line = turn.getValue();
        var job = new TenantJob(turn.getKey(), line.removeFirst());
        if (!line.isEmpty()) {
            begun.put(turn.getKey(), line); // behind all others
        }
        return job;
    }
}
