package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.operator.Erased;
import dev.azulejo.api.operator.Holding;
import dev.azulejo.api.operator.Tenants;
import dev.azulejo.api.operator.Tenants.Item;
import dev.azulejo.api.record.Batch;
import dev.azulejo.api.record.Fetch;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What whoever runs the server may do with what Ana has; Ben keeps all of his.
class TenantsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Duration LONG = Duration.ofDays(1);

    private final InMemory api = new InMemory();
    private final Tenants tenants = api.tenants;
    private JobId done = new JobId("0".repeat(24));
    private JobId open = done;
    private List<String> bens = List.of();

    @BeforeEach
    void bothHaveThings() {
        for (var tenant : List.of(ANA, BEN)) {
            var used = api.upload(tenant);
            done = new JobId(submit(tenant, InMemory.body(used, 50)));
            open = new JobId(submit(tenant, InMemory.body(used, 25)));
            api.succeed(done);
            var gone = submit(tenant, InMemory.body(api.upload(tenant), 50));
            api.jobs.delete(tenant, gone);
            api.upload(tenant);
            api.records.add(
                    tenant,
                    new Batch(
                            Batch.SCHEMA,
                            "b" + "1".repeat(24),
                            api.clock.instant(),
                            List.of(done.text(), open.text())));
            api.records.put(
                    tenant,
                    new Fetch(Fetch.SCHEMA, tenant.id(), "u" + "2".repeat(24), "a", "https://a", "1", Instant.EPOCH));
            new WebhookObjects(api.work)
                    .add(
                            tenant,
                            Webhook.of(
                                    WebhookId.random(),
                                    "https://example.com/hook",
                                    List.of(),
                                    api.clock.instant(),
                                    false));
            new AccessObjects(api.work).make(tenant, null, api.clock.instant(), null);
        }
        var lastOfAna = api.records.submissions(ANA).stream().filter(job -> job.deletedAt() == null);
        open = new JobId(lastOfAna
                .filter(job -> api.jobs.get(ANA, job.id()).status() == JobView.Status.QUEUED)
                .findFirst()
                .orElseThrow()
                .id());
        bens = everything("ben");
    }

    private String submit(Tenant tenant, JsonNode body) {
        return api.jobs.submit(tenant, body, Optional.empty()).id();
    }

    private List<String> everything(String tenant) {
        return List.of(api.work, api.uploadPlace, api.resultPlace).stream()
                .flatMap(place -> keys(place).stream())
                .filter(key -> List.of(key.split("/", -1)).contains(tenant))
                .toList();
    }

    private static List<String> keys(Storage place) {
        try (var objects = place.list("")) {
            return objects.map(ObjectStat::key).toList();
        }
    }

    @Test
    void whatATenantHasIsCountedAndListed() {
        assertThat(tenants.all()).containsExactly(ANA, BEN);
        assertThat(tenants.holding(ANA)).isEqualTo(new Holding("ana", 2, 1, 2, 2L * InMemory.PNG.length, 1, 1));
        assertThat(tenants.items(ANA))
                .extracting(Item::kind)
                .containsExactly("job", "job", "job", "upload", "upload", "batch", "webhook");
        assertThat(tenants.items(ANA)).extracting(Item::what).contains("open, a.png", "ended, a.png", "deleted, a.png");
        assertThat(tenants.find("nobody")).isEmpty();
        assertThat(tenants.find("../ana")).isEmpty();
    }

    @Test
    void openJobsAreCancelledAndNothingElseIsTouched() {
        assertThat(tenants.cancel(ANA)).isEqualTo(1);
        assertThat(api.jobs.get(ANA, open.text()).status()).isEqualTo(JobView.Status.CANCELLED);
        assertThat(tenants.holding(ANA).openJobs()).isZero();
        assertThat(tenants.holding(ANA).uploads()).isEqualTo(2);
        assertThat(tenants.cancel(ANA)).isZero();
        assertThat(tenants.holding(BEN).openJobs()).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOfWhoeverIsErasedButKeys() {
        assertThat(tenants.erase(ANA, LONG)).isEqualTo(new Erased("ana", 3, 1, 0));
        assertThat(everything("ana")).allMatch(key -> key.startsWith("access/")).isNotEmpty();
        assertThat(everything("ben")).isEqualTo(bens);
        assertThat(tenants.erase(ANA, LONG)).isEqualTo(new Erased("ana", 0, 0, 0));
    }

    /// Whoever runs the server is killed there, and does it again.
    @ParameterizedTest(name = "killed at call {0}")
    @ValueSource(ints = {0, 1, 3, 5, 8, 13, 18, 23, 28, 33, 38, 43, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150})
    void anEraseThatWasKilledGoesOn(int call) {
        api.work.watch(now -> {
            if (now == call) {
                throw new IllegalStateException("killed");
            }
        });
        try {
            tenants.erase(ANA, LONG);
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("killed");
        }
        api.work.rest();
        api.clock.forward(Duration.ofMinutes(1));
        assertThat(tenants.erase(ANA, LONG).left()).isZero();
        assertThat(everything("ana")).allMatch(key -> key.startsWith("access/"));
        assertThat(everything("ben")).isEqualTo(bens);
    }

    /// In the cloud an answer must come within seconds.
    @Test
    void whereTimeIsUpTheRestIsLeft() {
        api.clock.hurry();
        var first = tenants.erase(ANA, Duration.ofSeconds(1));
        assertThat(first.left()).isPositive();
        assertThat(tenants.erase(ANA, LONG).left()).isZero();
        assertThat(everything("ana")).allMatch(key -> key.startsWith("access/"));
    }
}
