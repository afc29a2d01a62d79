package dev.azulejo.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AccessObjectsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final MemoryStorage work = new MemoryStorage();
    private final AccessObjects access = new AccessObjects(work);

    private Optional<ApiKey> make(Tenant tenant, Instant now, Duration valid) {
        return access.make(tenant, "a name", now, now.plus(valid));
    }

    private Optional<Tenant> let(String key, Instant now) {
        return new StoredKeys(access, Clock.fixed(now, ZoneOffset.UTC)).tenantOf(key);
    }

    @Test
    void aKeyLetsItsTenantInUntilItExpires() {
        var key = make(ANA, NOON, Duration.ofDays(1)).orElseThrow().text();
        assertThat(let(key, NOON)).contains(ANA);
        assertThat(let(key, NOON.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(let(ApiKey.random().text(), NOON)).isEmpty();
        assertThat(let("access/keys/x", NOON)).isEmpty();
    }

    @Test
    void aRevokedKeyHasEndedAndTheOtherGoesOn() {
        var first = access.make(ANA, null, NOON, null).orElseThrow();
        var second = access.make(ANA, null, NOON, null).orElseThrow();
        var id = access.find(first).orElseThrow().id();
        assertThat(access.revoke(BEN, id)).isFalse();
        assertThat(let(first.text(), NOON)).contains(ANA);
        assertThat(access.revoke(ANA, id)).isTrue();
        assertThat(access.revoke(ANA, id)).isFalse();
        assertThat(let(first.text(), NOON)).isEmpty();
        assertThat(let(second.text(), NOON)).contains(ANA);
        assertThat(access.keys(ANA)).hasSize(1);
    }

    @Test
    void aTenantHasTwoKeysAndOneThatExpiredMakesRoom() {
        var first = make(ANA, NOON, Duration.ofDays(1)).orElseThrow();
        assertThat(make(ANA, NOON, Duration.ofDays(9))).isPresent();
        assertThat(make(ANA, NOON, Duration.ofDays(9))).isEmpty();
        assertThat(make(BEN, NOON, Duration.ofDays(9))).isPresent();
        assertThat(make(ANA, NOON.plus(Duration.ofDays(1)), Duration.ofDays(9))).isPresent();
        assertThat(access.find(first)).isEmpty();
        assertThat(access.tenants()).containsExactly(ANA, BEN);
    }

    @Test
    void howeverManyAskAtOnceThereAreTwo() throws InterruptedException {
        Callable<Optional<ApiKey>> make = () -> make(ANA, NOON, Duration.ofDays(1));
        try (var all = Executors.newFixedThreadPool(8)) {
            assertThat(all.invokeAll(Collections.nCopies(50, make)).stream()
                            .map(Future::resultNow)
                            .flatMap(Optional::stream))
                    .hasSize(AccessObjects.MOST_KEYS);
        }
        assertThat(access.keys(ANA)).hasSize(AccessObjects.MOST_KEYS);
    }

    /// What lies in the place is of no use to whoever reads it.
    @Test
    void theKeyItselfIsWrittenNowhere() {
        var key = make(ANA, NOON, Duration.ofDays(1)).orElseThrow().text();
        try (var objects = work.list("")) {
            assertThat(objects.map(
                            object -> object.key() + new String(work.readAll(object.key()), StandardCharsets.UTF_8)))
                    .isNotEmpty()
                    .noneMatch(text -> text.contains(key.substring(4)));
        }
    }

    @Test
    void limitsAreTheUsualOnesUntilSomebodySetsOthers() {
        assertThat(access.limits(Tenant.LOCAL)).isEqualTo(TenantLimits.NONE);
        assertThat(access.limits(ANA)).isEqualTo(TenantLimits.USUAL);
        var other = new TenantLimits(TenantLimits.SCHEMA, null, 7L, 9L, 11L, 13L);
        access.limit(ANA, other);
        assertThat(access.limits(ANA)).isEqualTo(other);
        assertThat(access.limits(BEN)).isEqualTo(TenantLimits.USUAL);
    }
}
