package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;

public record TenantJob(Tenant tenant, JobId job) {}
