package dev.azulejo.api.upload;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.UploadObjects.Held;
import dev.azulejo.api.tenant.Tenant;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/// Keeps a tenant's uploads within its bytes. An upload counts from its announcement until it is removed,
/// whether or not its bytes have come. Thread-safe, also between processes.
@Singleton
public class UploadQuota {
    private static final double MEGABYTE = 1e6;

    /// The most uploads of a tenant with a limit: their list is read for each new one.
    static final int MOST_UPLOADS = 10_000;

    private final AccessObjects access;
    private final UploadObjects uploads;
    private final UploadSweep sweep;

    public UploadQuota(AccessObjects access, UploadObjects uploads, UploadSweep sweep) {
        this.access = access;
        this.uploads = uploads;
        this.sweep = sweep;
    }

    /// Adds an upload to those that are held, if there is room for it. It is added first and counted then,
    /// together with others of the same moment: so the limit is never exceeded, and of two that compete for
    /// the last room both may be refused.
    ///
    /// @throws ProblemException when there is none; then the upload is not held
    public void hold(Tenant tenant, Upload upload) {
        var limit = access.limits(tenant).uploadMegabytes();
        uploads.hold(tenant, upload);
        if (limit == null) {
            return;
        }
        try {
            if (!fits(held(tenant), limit)) {
                sweep.expire(tenant);
                check(upload, held(tenant), limit);
            }
        } catch (ProblemException e) {
            uploads.release(tenant, upload);
            throw e;
        }
    }

    private List<Held> held(Tenant tenant) {
        return uploads.held(tenant, "", Long.MAX_VALUE);
    }

    private static boolean fits(List<Held> held, long limit) {
        return bytes(held) <= limit * MEGABYTE && held.size() <= MOST_UPLOADS;
    }

    private static void check(Upload upload, List<Held> held, long limit) {
        if (!fits(held, limit)) {
            throw Kind.TOO_MUCH_STORED.exception(
                    "the file has %s MB, and %d other uploads hold %s MB of the %d MB, and %d uploads, that you may hold: delete some (GET /v1/uploads lists them; jobs that use one are deleted first), or ask the operator of this server"
                            .formatted(
                                    megabytes(upload.bytes()),
                                    held.size() - 1,
                                    megabytes(bytes(held) - upload.bytes()),
                                    limit,
                                    MOST_UPLOADS));
        }
    }

    public long bytes(Tenant tenant) {
        return bytes(held(tenant));
    }

    private static long bytes(List<Held> held) {
        return held.stream().mapToLong(Held::bytes).sum();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.3f", bytes / MEGABYTE);
    }
}
