package dev.azulejo.api.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UseObjectsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant ANA_TOO = new Tenant("ana-too");
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Use PICTURE = new Use(1, 1, 2400, 600, 7000, 900);
    private static final Use NOTHING = new Use(1, 0, 0, 0, 12, 0);

    private final UseObjects uses = new UseObjects(new MemoryStorage());

    private void note(Tenant tenant, Instant at, String key, int job, int attempt, Use use) {
        uses.note(tenant, at, key, new Attempt(new JobId("%024x".formatted(job)), attempt), use);
    }

    @Test
    void endsAddUpByKeyAndDay() {
        note(ANA, NOON, "a", 1, 0, PICTURE);
        note(ANA, NOON, "a", 1, 1, NOTHING);
        note(ANA, NOON, "a", 1, 2, PICTURE);
        note(ANA, NOON, "b", 2, 0, PICTURE);
        note(ANA, Instant.parse("2026-12-02T00:00:00Z"), "a", 3, 0, PICTURE);
        note(ANA_TOO, NOON, "c", 1, 0, PICTURE);
        assertThat(uses.of(ANA, DAY)).isEqualTo(Map.of("a", new Use(3, 2, 4800, 1200, 14012, 1800), "b", PICTURE));
        assertThat(uses.of(ANA, DAY.plusDays(1))).isEqualTo(Map.of("a", PICTURE));
        assertThat(uses.of(ANA, DAY.minusDays(1))).isEmpty();
    }

    @Test
    void anEndThatIsToldTwiceCountsOnce() {
        note(ANA, NOON, "a", 1, 0, PICTURE);
        note(ANA, NOON, "a", 1, 0, PICTURE);
        assertThat(uses.of(ANA, DAY)).isEqualTo(Map.of("a", PICTURE));
    }
}
