package dev.azulejo.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files that come in parts, with a checksum of the whole.
class UploadsTest implements Links, ModelCards {
    private static final Tenant ANA = new Tenant("ana");
    private static final byte[] BYTES = "all of its parts".getBytes(StandardCharsets.US_ASCII);

    private final MemoryStorage work = new MemoryStorage();
    private final MemoryStorage files = new MemoryStorage();
    private final Premises premises = new Premises(
            new JobObjects(work, new JacksonCodec()),
            _ -> files,
            this,
            URI.create("memory://work"),
            URI.create("memory://uploads"),
            URI.create("memory://results"),
            1000,
            Optional.empty(),
            Duration.ofDays(1));
    private final Clock clock = Clock.systemUTC();
    private final UploadObjects records = new UploadObjects(work);
    private final TenantObjects jobs = new TenantObjects(work);
    private final UploadSweep sweep =
            new UploadSweep(records, jobs, new Holds(records, jobs, premises, clock), premises, clock);
    private final Uploads uploads =
            new Uploads(premises, records, new UploadQuota(new AccessObjects(work), records, sweep), this, clock);

    private byte[] came = BYTES;
    private int joins;

    @Override
    public void join(StorageUri object, String ticket, long bytes) {
        joins++;
        if (joins == 1) { // S3 knows a ticket once
            files.put(object.key(), came);
        }
    }

    @Override
    public Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun) {
        return new Parts(9, List.of("one", "two"), Map.of(), Instant.MAX, "ticket");
    }

    @Override
    public long mostCheckedBytes() {
        return 100;
    }

    @Override
    public Link read(StorageUri object, String name) {
        throw new AssertionError("nobody reads");
    }

    @Override
    public void abandon(StorageUri object, String ticket) {
        throw new AssertionError("nobody deletes");
    }

    @Override
    public List<ModelCard> cards() {
        return List.of();
    }

    @Override
    public ModelCard card(String id) {
        throw new AssertionError("nobody asks");
    }

    private String announced() {
        var checksum = new Checksum(Hash.of(BYTES));
        return uploads.announce(ANA, "a.png", BYTES.length, Optional.of(checksum))
                .id();
    }

    @Test
    void theWholeIsLookedAtOnceAndThenKnown() {
        var id = announced();
        assertThat(uploads.complete(ANA, id).bytes()).isEqualTo(BYTES.length);
        assertThat(uploads.find(ANA, id).orElseThrow().sha256()).isNull();
        files.put(uploads.uri(ANA, uploads.find(ANA, id).orElseThrow()).key(), new byte[BYTES.length]);
        assertThat(uploads.complete(ANA, id).bytes()).isEqualTo(BYTES.length);
        assertThat(joins).isEqualTo(1);
    }

    @Test
    void anotherFileIsThrownAway() {
        came = BYTES.clone();
        came[3] ^= 1;
        var id = announced();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads.complete(ANA, id))
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo("/v1/problems/checksum-mismatch"));
        assertThat(files.list("")).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads.complete(ANA, id))
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo("/v1/problems/upload-incomplete"));
    }
}
