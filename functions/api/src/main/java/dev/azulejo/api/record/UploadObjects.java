package dev.azulejo.api.record;

import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The records of uploads, as objects of the work place. Thread-safe.
///
/// | object, under `tenants/{tenant}/` | says |
/// |---|---|
/// | `uploads/{upload}.json` | an announced file, and whether it was removed; replaced only as it was read |
/// | `uploads/{upload}/{job}` | that the job is, or is about to be, made from it; empty |
/// | `held/{time}-{upload}-{bytes}` | that it is held, in the order of time, the newest first; empty |
public final class UploadObjects {
    private static final byte[] EMPTY = {};
    private static final String UPLOADS = "uploads/";
    private static final String HELD = "held/";
    private static final String JSON = ".json";

    private final JobStorage work;
    private final JsonObjects records;

    public UploadObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    /// @return whether there was none of that id
    public boolean create(Tenant tenant, Upload upload) {
        return records.write(key(tenant, upload.uploadId()), upload, Precondition.ABSENT);
    }

    public Optional<Found<Upload>> find(Tenant tenant, UploadId id) {
        return records.find(key(tenant, id), Upload.class);
    }

    /// @return whether it was still `before`, and is now `after`
    public boolean replace(Tenant tenant, Found<Upload> before, Upload after) {
        return records.write(key(tenant, after.uploadId()), after, before.unchanged());
    }

    /// An entry in the list of held uploads.
    ///
    /// @param cursor its place: a text that sorts as times do, the newest first
    public record Held(String cursor, UploadId id, long bytes, Instant at) {
        /// Whether this is the upload's own entry, not a second one elsewhere.
        public boolean isOf(Upload upload) {
            return cursor.equals(cursorOf(upload));
        }
    }

    private static String cursorOf(Upload upload) {
        return TenantObjects.cursor(upload.createdAt(), upload.id()) + "-" + upload.bytes();
    }

    /// Whether two uploads have the same entry in that list, as two do that were fetched in the same
    /// millisecond.
    public static boolean haveOnePlace(Upload one, Upload other) {
        return cursorOf(one).equals(cursorOf(other));
    }

    /// Adds an upload to the list of held ones.
    public void hold(Tenant tenant, Upload upload) {
        work.put(heldKey(tenant, upload), EMPTY);
    }

    /// Removes an upload from that list.
    public void release(Tenant tenant, Upload upload) {
        work.delete(heldKey(tenant, upload));
    }

    /// Removes an entry that has no upload.
    public void release(Tenant tenant, Held held) {
        work.delete(folder(tenant, HELD) + held.cursor());
    }

    /// Lists the held uploads of a tenant, the newest first.
    ///
    /// @param after the cursor of the last one that is known; empty for the first ones
    public List<Held> held(Tenant tenant, String after, long most) {
        var folder = folder(tenant, HELD);
        try (var listed = work.list(folder)) {
            return listed.map(object -> object.key().substring(folder.length()))
                    .filter(cursor -> cursor.compareTo(after) > 0)
                    .flatMap(cursor -> parsed(cursor).stream())
                    .limit(most)
                    .toList();
        }
    }

    private static Optional<Held> parsed(String cursor) {
        var parts = cursor.split("-", -1);
        return UploadId.parse(parts[1])
                .map(id -> new Held(
                        cursor,
                        id,
                        Long.parseLong(parts[2]),
                        Instant.ofEpochMilli(Long.MAX_VALUE - Long.parseLong(parts[0], 16))));
    }

    /// The ids of all uploads that a tenant has announced, removed ones included.
    public List<UploadId> all(Tenant tenant) {
        var folder = folder(tenant, UPLOADS);
        try (var listed = work.list(folder)) {
            return listed.map(object -> object.key().substring(folder.length()))
                    .filter(name -> name.endsWith(JSON))
                    .flatMap(name -> UploadId.parse(name.substring(0, name.length() - JSON.length())).stream())
                    .toList();
        }
    }

    public void erase(Tenant tenant, UploadId id) {
        find(tenant, id).filter(found -> found.record().isGone()).ifPresent(_ -> work.delete(key(tenant, id)));
    }

    public void use(Tenant tenant, UploadId upload, JobId job) {
        work.put(usesOf(tenant, upload) + job, EMPTY);
    }

    /// A note that a job is made from an upload.
    ///
    /// @param since when the job was last about to begin
    public record Use(JobId job, Instant since) {}

    public List<Use> uses(Tenant tenant, UploadId upload) {
        var folder = usesOf(tenant, upload);
        try (var listed = work.list(folder)) {
            return listed.flatMap(object -> use(object, folder)).toList();
        }
    }

    private static Stream<Use> use(ObjectStat object, String folder) {
        return JobId.parse(object.key().substring(folder.length()))
                .map(job -> new Use(job, object.modified()))
                .stream();
    }

    /// Deletes a note of [#use], for good.
    public void forgetUse(Tenant tenant, UploadId upload, JobId job) {
        work.delete(usesOf(tenant, upload) + job);
    }

    /// Deletes the notes of all jobs, because no job uses the upload any more.
    public void forgetUses(Tenant tenant, UploadId upload) {
        uses(tenant, upload).forEach(use -> forgetUse(tenant, upload, use.job()));
    }

    private static String key(Tenant tenant, UploadId id) {
        return folder(tenant, UPLOADS) + id.text() + JSON;
    }

    private static String usesOf(Tenant tenant, UploadId id) {
        return folder(tenant, UPLOADS) + id.text() + "/";
    }

    private static String heldKey(Tenant tenant, Upload upload) {
        return folder(tenant, HELD) + cursorOf(upload);
    }

    private static String folder(Tenant tenant, String kind) {
        return TenantObjects.folder(tenant) + kind;
    }
}
