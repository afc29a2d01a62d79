package dev.azulejo.api.upload;

import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.UploadObjects.Held;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Lists, shows and deletes uploads. One of another tenant counts as missing. Thread-safe.
@Singleton
public class HeldUploads {
    private static final int MOST_NAMED = 3;

    private final UploadObjects records;
    private final Uploads uploads;
    private final Holds holds;
    private final Links links;

    public HeldUploads(UploadObjects records, Uploads uploads, Holds holds, Links links) {
        this.records = records;
        this.uploads = uploads;
        this.holds = holds;
        this.links = links;
    }

    /// @param uploads as many as were asked for, or fewer
    /// @param next cursor of the next page; absent at the end
    @Schema(name = "UploadPageView")
    public record Page(
            List<HeldUpload> uploads,
            @Schema(nullable = true) @Nullable String next) {}

    /// Lists uploads, the newest first.
    public Page list(Tenant tenant, Paging paging) {
        var held = records.held(tenant, paging.cursor().orElse(""), paging.limit());
        var found = held.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, upload -> look(tenant, upload)))
                .flatMap(Optional::stream)
                .toList();
        return new Page(found, held.size() == paging.limit() ? held.getLast().cursor() : null);
    }

    /// Shows an upload; empty if it is about to leave the list, or if this is a second entry.
    private Optional<HeldUpload> look(Tenant tenant, Held held) {
        return uploads.find(tenant, held.id().text())
                .filter(upload -> !upload.isGone() && held.isOf(upload))
                .map(upload -> view(tenant, upload));
    }

    /// @throws dev.azulejo.api.problem.ProblemException when there is none, or it was removed
    HeldUpload get(Tenant tenant, String id) {
        var upload = uploads.find(tenant, id).orElseThrow(() -> Uploads.none(id));
        if (upload.isGone()) {
            throw Holds.removed(upload.uploadId());
        }
        return view(tenant, upload);
    }

    private HeldUpload view(Tenant tenant, Upload upload) {
        var uri = uploads.uri(tenant, upload);
        boolean isComplete = uploads.isComplete(tenant, upload);
        var jobs =
                holds.users(tenant, upload.uploadId()).stream().map(JobId::text).toList();
        return new HeldUpload(
                upload.id(),
                upload.name(),
                upload.bytes(),
                upload.createdAt(),
                isComplete,
                upload.from(),
                jobs,
                jobs.isEmpty() ? upload.createdAt().plus(Holds.KEPT) : null,
                isComplete ? links.read(uri, upload.name()).url() : null);
    }

    /// Removes an upload and its bytes, and disables its links; also for one that was removed, so an
    /// interrupted removal is finished.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException when a job needs it, or there is none
    void delete(Tenant tenant, String id) {
        var upload = uploads.find(tenant, id).orElseThrow(() -> Uploads.none(id));
        switch (holds.remove(tenant, upload.uploadId())) {
            case REMOVED ->
                Optional.ofNullable(upload.ticket())
                        .ifPresent(ticket -> links.abandon(uploads.uri(tenant, upload), ticket));
            case NEEDED -> throw Kind.NOT_POSSIBLE_NOW.exception(needed(tenant, upload));
            case UNKNOWN -> throw Uploads.none(id);
        }
    }

    private String needed(Tenant tenant, Upload upload) {
        var jobs =
                holds.users(tenant, upload.uploadId()).stream().map(JobId::text).toList();
        var some = String.join(", ", jobs.subList(0, Math.min(MOST_NAMED, jobs.size())));
        var more = jobs.size() > MOST_NAMED ? " and %d more".formatted(jobs.size() - MOST_NAMED) : "";
        return "upload %s is needed by job %s%s: delete the jobs, and it goes with the last of them"
                .formatted(upload.id(), some, more);
    }
}
