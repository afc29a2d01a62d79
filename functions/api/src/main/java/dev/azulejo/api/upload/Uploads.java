package dev.azulejo.api.upload;

import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.repeat.IdempotencyKeys.Made;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.UploadView.Part;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Announces, finds and checks uploaded files. Thread-safe.
@Singleton
public class Uploads {
    private final Premises premises;
    private final UploadObjects records;
    private final UploadQuota quota;
    private final Links links;
    private final Clock clock;

    public Uploads(Premises premises, UploadObjects records, UploadQuota quota, Links links, Clock clock) {
        this.premises = premises;
        this.records = records;
        this.quota = quota;
        this.links = links;
        this.clock = clock;
    }

    public long mostBytes() {
        return premises.mostUploadBytes();
    }

    /// The largest file that may come with a checksum.
    long mostCheckedBytes() {
        return links.mostCheckedBytes();
    }

    /// Announces a file, whose bytes come next.
    ///
    /// @throws ProblemException when the tenant would hold more than it may
    public UploadView announce(Tenant tenant, String name, long bytes, Optional<Checksum> checksum) {
        return announce(tenant, Upload.of(UploadId.random(), FileName.of(name), bytes, clock.instant()), checksum);
    }

    /// Announces a file by a request that may have come before: then it returns that upload, with new
    /// links.
    ///
    /// @throws ProblemException also when it was removed since
    UploadView announce(Tenant tenant, Made made, String name, long bytes, Optional<Checksum> checksum) {
        var before = find(tenant, made.id());
        if (before.isEmpty()) {
            var id = new UploadId(made.id());
            return announce(tenant, Upload.of(id, FileName.of(name), bytes, made.at()), checksum);
        }
        var upload = before.get();
        if (upload.isGone()) {
            throw Holds.removed(upload.uploadId());
        }
        var parts = links.write(uri(tenant, upload), bytes, checksum, Optional.ofNullable(upload.ticket()));
        return view(upload, parts);
    }

    private UploadView announce(Tenant tenant, Upload upload, Optional<Checksum> checksum) {
        quota.hold(tenant, upload);
        var parts = links.write(uri(tenant, upload), upload.bytes(), checksum, Optional.empty());
        records.create(
                tenant,
                upload.joinedBy(
                        parts.ticket(), checksum.map(sum -> sum.hash().hex()).orElse(null)));
        return view(upload, parts);
    }

    private static UploadView view(Upload upload, Links.Parts parts) {
        return new UploadView(
                upload.id(), upload.name(), upload.bytes(), views(parts, upload.bytes()), parts.expiresAt());
    }

    /// Adds a file whose bytes were fetched.
    ///
    /// @return the valid upload, this one or an equal one that was quicker
    Upload add(Tenant tenant, Upload fetched) {
        if (records.create(tenant, fetched)) {
            return fetched;
        }
        var holds = find(tenant, fetched.id()).orElse(fetched);
        if (!UploadObjects.haveOnePlace(holds, fetched)) {
            records.release(tenant, fetched);
        }
        return holds;
    }

    private static List<Part> views(Links.Parts parts, long bytes) {
        var views = new ArrayList<Part>();
        for (int number = 0; number < parts.urls().size(); number++) {
            long before = number * parts.bytes();
            views.add(new Part(
                    number + 1,
                    Math.min(parts.bytes(), bytes - before),
                    parts.urls().get(number),
                    parts.headers()));
        }
        return views;
    }

    /// Finds an upload whose bytes are all there.
    public Upload complete(Tenant tenant, String id) {
        var upload = find(tenant, id).orElseThrow(() -> none(id));
        if (!isUsable(upload)) {
            throw upload.isGone() ? Holds.removed(upload.uploadId()) : tooOld(upload);
        }
        if (!isComplete(tenant, upload) && upload.ticket() != null) {
            links.join(uri(tenant, upload), upload.ticket(), upload.bytes());
        }
        if (!isComplete(tenant, upload)) {
            throw missing(tenant, id);
        }
        return upload.sha256() == null ? upload : checked(tenant, upload, upload.sha256());
    }

    private static ProblemException tooOld(Upload upload) {
        return Kind.GONE.exception("upload %s is older than %d days, and about to be removed; bring the file again"
                .formatted(upload.id(), Holds.KEPT.toDays()));
    }

    /// The problem with an upload whose bytes are missing: they have not come, or were removed since the
    /// last look.
    public ProblemException missing(Tenant tenant, String id) {
        return find(tenant, id)
                .filter(Upload::isGone)
                .map(upload -> Holds.removed(upload.uploadId()))
                .orElseGet(() -> Kind.UPLOAD_INCOMPLETE.exception(
                        "the bytes of upload %s have not come yet: put them to the addresses of its parts first"
                                .formatted(id)));
    }

    static ProblemException none(String id) {
        return Kind.NOT_FOUND.exception("there is no upload %s of yours".formatted(OptionValue.shown(id)));
    }

    /// Whether jobs may still be made of it. If the place drops uploads by itself, no job begins that might
    /// still be running by then.
    boolean isUsable(Upload upload) {
        boolean isTooOld = premises.uploadsLast()
                .filter(last -> upload.createdAt().plus(last).minus(Holds.KEPT).isBefore(clock.instant()))
                .isPresent();
        return !upload.isGone() && !isTooOld;
    }

    /// Checks the bytes of joined parts, which no process has read as a whole before. Wrong ones are
    /// removed.
    private Upload checked(Tenant tenant, Upload upload, String sha256) {
        var uri = uri(tenant, upload);
        var storage = premises.places().open(uri.place());
        var digest = ContentVersion.digest();
        try (var in = storage.read(uri.key())) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (NoSuchObject e) {
            throw missing(tenant, upload.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!new Checksum(new Hash(sha256)).isOf(digest)) {
            storage.delete(uri.key());
            throw mismatch();
        }
        // Unless it was changed meanwhile: then the next request checks again.
        records.find(tenant, upload.uploadId())
                .filter(found -> found.record().equals(upload))
                .ifPresent(found -> records.replace(tenant, found, upload.checked()));
        return upload.checked();
    }

    /// The problem with bytes that differ from the announced ones.
    public static ProblemException mismatch() {
        return Kind.CHECKSUM_MISMATCH.exception(
                "the bytes that came do not have the sha256 that was announced, and were thrown away; bring the file again");
    }

    boolean isComplete(Tenant tenant, Upload upload) {
        var uri = uri(tenant, upload);
        return premises.places()
                .open(uri.place())
                .stat(uri.key())
                .filter(stat -> stat.bytes() == upload.bytes())
                .isPresent();
    }

    public Optional<Upload> find(Tenant tenant, String id) {
        return UploadId.parse(id)
                .flatMap(parsed -> records.find(tenant, parsed))
                .map(Found::record);
    }

    public StorageUri uri(Tenant tenant, Upload upload) {
        return new StorageUri(premises.uploads(), upload.key(tenant));
    }

    /// Checks that a write was announced, before its bytes are read.
    ///
    /// @throws ProblemException when the bytes have come already, or the upload was removed
    public void checkAwaited(StorageUri object) {
        var awaited = awaited(object).orElseThrow(Uploads::deadLink);
        if (awaited.isGone()) {
            throw deadLink();
        }
        if (premises.places().open(object.place()).exists(object.key())) {
            throw writtenOnce();
        }
    }

    /// Checks once more when the bytes are written: a removal meanwhile may have looked for them too early.
    ///
    /// @param object that was written
    public void checkStillAwaited(StorageUri object) {
        if (awaited(object).filter(upload -> !upload.isGone()).isEmpty()) {
            premises.places().open(object.place()).delete(object.key());
            throw deadLink();
        }
    }

    private Optional<Upload> awaited(StorageUri object) {
        var folders = object.key().split("/", 3);
        return Tenant.parse(folders[0]).flatMap(tenant -> find(tenant, folders[1]));
    }

    private static ProblemException deadLink() {
        return Kind.GONE.exception("the upload of this link was removed; announce the file again for a new link");
    }

    /// The problem with bytes that come after others.
    public static ProblemException writtenOnce() {
        return Kind.NOT_POSSIBLE_NOW.exception(
                "the bytes of this upload are here already, and are not replaced; start the job, or announce another file");
    }
}
