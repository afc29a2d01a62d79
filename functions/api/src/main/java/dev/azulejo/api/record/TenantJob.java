package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobId;

/// A job and its tenant.
public record TenantJob(Tenant tenant, JobId job) {}
