package dev.azulejo.api.upload;

import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.UploadView.Part;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.storage.StorageUri;
import jakarta.inject.Singleton;
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

    /// Announces a file, whose bytes come next.
    public UploadView announce(Tenant tenant, String name, long bytes) {
        var id = UploadId.random().text();
        var safeName = FileName.of(name);
        var links = this.links.write(new StorageUri(premises.uploads(), Upload.key(tenant, id, safeName)), bytes);
        records.put(tenant, new Upload(Upload.SCHEMA, id, safeName, bytes, clock.instant(), links.ticket()));
        return new UploadView(id, safeName, bytes, parts(links, bytes), links.expiresAt());
    }

    private static List<Part> parts(Links.Parts links, long bytes) {
        var parts = new ArrayList<Part>();
        for (int number = 0; number < links.urls().size(); number++) {
            long before = number * links.bytes();
            parts.add(new Part(
                    number + 1,
                    Math.min(links.bytes(), bytes - before),
                    links.urls().get(number)));
        }
        return parts;
    }

    /// An upload whose bytes are all there.
    public Upload complete(Tenant tenant, String id) {
        var upload = find(tenant, id)
                .orElseThrow(() -> Kind.NOT_FOUND.exception("there is no upload %s of yours".formatted(shown(id))));
        var uri = uri(tenant, upload);
        if (bytesAt(uri) != upload.bytes() && upload.ticket() != null) {
            links.join(uri, upload.ticket(), upload.bytes());
        }
        if (bytesAt(uri) != upload.bytes()) {
            throw Kind.UPLOAD_INCOMPLETE.exception(
                    "the bytes of upload %s have not come yet: put them to the addresses of its parts first"
                            .formatted(id));
        }
        return upload;
    }

    private long bytesAt(StorageUri uri) {
        return premises.places()
                .open(uri.place())
                .stat(uri.key())
                .map(stat -> stat.bytes())
                .orElse(-1L);
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
