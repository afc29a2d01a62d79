package dev.azulejo.api.limit;

import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.JobStorage;
import java.time.Clock;
import java.util.List;

/// What a tenant has of a month, as a process of its own claims it: the real ledger in a place of its own.
public record Budget(JobStorage work, String tenant, long monthMegapixels, Clock clock) {
    private static final long MEGAPIXEL = 1_000_000;

    /// Claims the pixels of a job.
    ///
    /// @return the status that a caller would get, 200 where it may begin
    public int claim(int job, long megapixels) {
        var limits = new TenantLimits(TenantLimits.SCHEMA, null, null, monthMegapixels, null, null);
        var claim = new Claim(new JobId("%024x".formatted(job)), 0, megapixels * MEGAPIXEL, true);
        try {
            new Ledger(new JobObjects(work, new JacksonCodec()))
                    .claim(new Tenant(tenant), limits, List.of(claim), _ -> false, clock.instant());
            return 200;
        } catch (ProblemException refused) {
            return refused.problem().status();
        }
    }
}
