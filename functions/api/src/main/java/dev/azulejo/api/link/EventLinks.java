package dev.azulejo.api.link;

import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.LinkKeys;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes links to the events of one job, for `EventSource`, which can send no header (WHATWG HTML, 9.2).
/// Each tenant has a secret of its own, which is deleted with its data. Thread-safe.
@Singleton
public class EventLinks implements LinkKeys {
    private static final Duration VALID = Duration.ofHours(1);

    /// The step of links' times: links of one quarter of an hour are equal, as those to bytes are.
    private static final long STEP_SECONDS = 900;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TenantObjects records;
    private final Clock clock;
    private final ConcurrentHashMap<Tenant, Secret> secrets = new ConcurrentHashMap<>();

    public EventLinks(TenantObjects records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /// @param until when it is read again: in the cloud it expires with the records of an inactive tenant
    private record Secret(byte[] bytes, Instant until) {}

    /// The address of a job's events, valid for one to one and a quarter hours.
    public String of(Tenant tenant, JobId job) {
        var path = path(job.text());
        long now = clock.instant().getEpochSecond();
        long until = now - now % STEP_SECONDS + STEP_SECONDS + VALID.toSeconds();
        return "%s?%s=%s.%d.%s".formatted(path, PARAMETER, tenant.id(), until, sign(tenant, path, until));
    }

    private static String path(String job) {
        return "/v1/jobs/" + job + "/events";
    }

    @Override
    public Optional<Tenant> tenantOf(String path, String link) {
        var parts = link.split("[.]", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        long until = Long.parseLong(parts[1]);
        return Tenant.parse(parts[0])
                .filter(_ -> Instant.ofEpochSecond(until).isAfter(clock.instant()))
                .filter(records::knows)
                .filter(tenant -> MessageDigest.isEqual(
                        sign(tenant, path, until).getBytes(StandardCharsets.UTF_8),
                        parts[2].getBytes(StandardCharsets.UTF_8)));
    }

    private String sign(Tenant tenant, String path, long until) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret(tenant), ALGORITHM));
            var says = "%s\n%s\n%d".formatted(tenant.id(), path, until);
            return BASE64.encodeToString(mac.doFinal(says.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private byte[] secret(Tenant tenant) {
        var now = clock.instant();
        return secrets.compute(
                        tenant,
                        (_, known) -> known != null && known.until().isAfter(now)
                                ? known
                                : new Secret(records.linkSecret(tenant), now.plus(VALID)))
                .bytes();
    }
}
