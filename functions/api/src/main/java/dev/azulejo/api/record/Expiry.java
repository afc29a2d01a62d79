package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import java.util.List;

/// A job whose results shall not stay.
///
/// @param tenant whose it is
/// @param job its id
/// @param results their keys: records of jobs may go before results do
public record Expiry(int schema, String tenant, String job, List<String> results) {
    public static final int SCHEMA = 1;

    public Expiry {
        results = List.copyOf(results);
    }

    public static Expiry of(Tenant tenant, JobId job, List<String> results) {
        return new Expiry(SCHEMA, tenant.id(), job.text(), results);
    }

    public Tenant whose() {
        return new Tenant(tenant);
    }

    public JobId which() {
        return new JobId(job);
    }
}
