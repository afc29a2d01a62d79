package dev.azulejo.api.access;

import dev.azulejo.api.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/// How much of the API a tenant may use; what is absent has no limit. Megapixels are those of results.
///
/// @param requestsPerMinute of all its keys together
/// @param openMegapixels of jobs that have not ended
/// @param monthMegapixels of jobs begun within a calendar month, in UTC
/// @param uploadMegabytes of all uploads that are held
/// @param keepDays how long results stay at most, after their jobs have ended
public record TenantLimits(
        int schema,
        @Nullable Long requestsPerMinute,
        @Nullable Long openMegapixels,
        @Nullable Long monthMegapixels,
        @Nullable Long uploadMegabytes,
        @Nullable Long keepDays) {
    /// Of those that say nothing of uploads: 1.
    public static final int SCHEMA = 2;

    public static final TenantLimits NONE = new TenantLimits(SCHEMA, null, null, null, null, null);

    /// A page that follows a hundred jobs gets by with ten requests a second, and one of the largest results that
    /// the usual limits of a server allow may be open, and one of the largest files held. What a month may cost
    /// nobody can guess.
    public static final TenantLimits USUAL = new TenantLimits(SCHEMA, 600L, 4000L, null, 20_000L, null);

    static TenantLimits usual(Tenant tenant) {
        return tenant.equals(Tenant.LOCAL) ? NONE : USUAL;
    }

    /// What holds of limits that were set before there was one of uploads.
    TenantLimits asOfNow(Tenant tenant) {
        return schema == SCHEMA
                ? this
                : new TenantLimits(
                        SCHEMA,
                        requestsPerMinute,
                        openMegapixels,
                        monthMegapixels,
                        usual(tenant).uploadMegabytes(),
                        keepDays);
    }
}
