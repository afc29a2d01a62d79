package dev.azulejo.api.upload;

import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.UploadView.Part;
import dev.azulejo.core.job.CanonicalText.Hash;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.storage.ContentVersion;
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

/// Files that callers bring. Thread-safe.
@Singleton
public class Uploads {
    private final Premises premises;
    private final TenantObjects records;
    private final Links links;
    private final Clock clock;

    public Uploads(Premises premises, TenantObjects records, Links links, Clock clock) {
        this.premises = premises;
        this.records = records;
        this.links = links;
        this.clock = clock;
    }

    public long mostBytes() {
        return premises.mostUploadBytes();
    }

    /// How large one may be that comes with a checksum.
    long mostCheckedBytes() {
        return links.mostCheckedBytes();
    }

    /// Announces a file, whose bytes come next.
    public UploadView announce(Tenant tenant, String name, long bytes, Optional<Checksum> checksum) {
        var upload = Upload.of(UploadId.random(), FileName.of(name), bytes, clock.instant());
        var parts = links.write(uri(tenant, upload), bytes, checksum);
        records.put(
                tenant,
                upload.joinedBy(
                        parts.ticket(), checksum.map(its -> its.hash().hex()).orElse(null)));
        return new UploadView(upload.id(), upload.name(), bytes, views(parts, bytes), parts.expiresAt());
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

    /// An upload whose bytes are all there.
    public Upload complete(Tenant tenant, String id) {
        var upload = find(tenant, id)
                .orElseThrow(() -> Kind.NOT_FOUND.exception("there is no upload %s of yours".formatted(shown(id))));
        if (!isComplete(tenant, upload) && upload.ticket() != null) {
            links.join(uri(tenant, upload), upload.ticket(), upload.bytes());
        }
        if (!isComplete(tenant, upload)) {
            throw Kind.UPLOAD_INCOMPLETE.exception(
                    "the bytes of upload %s have not come yet: put them to the addresses of its parts first"
                            .formatted(id));
        }
        return upload.sha256() == null ? upload : checked(tenant, upload, upload.sha256());
    }

    /// Of parts nobody has seen all before now. What is wrong is nothing that a job could be made of.
    private Upload checked(Tenant tenant, Upload upload, String sha256) {
        var uri = uri(tenant, upload);
        var storage = premises.places().open(uri.place());
        var digest = ContentVersion.digest();
        try (var in = storage.read(uri.key())) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!new Checksum(new Hash(sha256)).isOf(digest)) {
            storage.delete(uri.key());
            throw mismatch();
        }
        var checked = upload.checked();
        records.put(tenant, checked);
        return checked;
    }

    /// The bytes that came are others than those that were announced.
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
        return UploadId.parse(id).flatMap(its -> records.upload(tenant, its));
    }

    public StorageUri uri(Tenant tenant, Upload upload) {
        return new StorageUri(premises.uploads(), upload.key(tenant));
    }

    private static String shown(String id) {
        return OptionValue.shown(id);
    }
}
