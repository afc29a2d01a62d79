package dev.azulejo.api.access;

import dev.azulejo.api.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/// How much of the API a tenant may use; an absent value means no limit. Megapixels are those of results.
///
/// @param requestsPerMinute of all its keys together
/// @param openMegapixels of jobs that have not ended
/// @param monthMegapixels of jobs begun within a calendar month, in UTC
/// @param uploadMegabytes of all uploads that are held
public record TenantLimits(
        int schema,
        @Nullable Long requestsPerMinute,
        @Nullable Long openMegapixels,
        @Nullable Long monthMegapixels,
        @Nullable Long uploadMegabytes) {
    /// The version of the schema; version 1 had no limit of uploads.
    public static final int SCHEMA = 2;

    public static final TenantLimits NONE = new TenantLimits(SCHEMA, null, null, null, null);

    /// The usual limits. A page that follows a hundred jobs needs ten requests a second; one of the largest
    /// results that the usual limits of a server allow may be open, and one of the largest files held. The
    /// price of a month is unknown, so it has no limit.
    public static final TenantLimits USUAL = new TenantLimits(SCHEMA, 600L, 4000L, null, 20_000L);

    static TenantLimits usual(Tenant tenant) {
        return tenant.equals(Tenant.LOCAL) ? NONE : USUAL;
    }

    /// Returns the limits with the usual one for uploads, if they were set before there was one.
    TenantLimits asOfNow(Tenant tenant) {
        return schema == SCHEMA
                ? this
                : new TenantLimits(
                        SCHEMA,
                        requestsPerMinute,
                        openMegapixels,
                        monthMegapixels,
                        usual(tenant).uploadMegabytes());
    }
}
