package dev.azulejo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final long MEGAPIXEL = 1_000_000;

    private final MemoryStorage work = new MemoryStorage();
    private final JobObjects objects = new JobObjects(work, new JacksonCodec());
    private final Ledger ledger = new Ledger(objects);

    private static TenantLimits limits(@Nullable Long open, @Nullable Long month) {
        return new TenantLimits(TenantLimits.SCHEMA, null, open, month, null, null);
    }

    private static JobId job(int number) {
        return new JobId("%024x".formatted(number));
    }

    private static Claim claim(int number, long megapixels) {
        return new Claim(job(number), 0, megapixels * MEGAPIXEL, true);
    }

    private void claim(TenantLimits limits, Claim... claims) {
        claim(NOON, limits, claims);
    }

    private void claim(Instant now, TenantLimits limits, Claim... claims) {
        ledger.claim(ANA, limits, List.of(claims), _ -> false, now);
    }

    private int refused(TenantLimits limits, Claim... claims) {
        return refused(NOON, limits, claims);
    }

    private int refused(Instant now, TenantLimits limits, Claim... claims) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> claim(now, limits, claims))
                .actual()
                .problem()
                .status();
    }

    private void begin(int number, int attempt) {
        work.put(StageTrigger.PLAN.key(new Attempt(job(number), attempt)), new byte[0]);
    }

    private void end(int number, int attempt) {
        var source = new SourceRef(new StorageUri(URI.create("memory://in"), "a.png"), "1", 1);
        var outcome = new Outcome.Rejected(
                Outcome.SCHEMA, job(number), attempt, source, Outcome.Reason.UNREADABLE, "it is no image");
        work.put(JobKeys.outcome(new Attempt(job(number), attempt)), new JacksonCodec().encode(outcome));
    }

    @Test
    void whatIsOpenIsLimitedUntilItHasEnded() {
        var limits = limits(10L, null);
        claim(limits, claim(1, 6));
        begin(1, 0);
        assertThat(refused(limits, claim(2, 5))).isEqualTo(429);
        claim(limits, claim(3, 4));
        begin(3, 0);
        assertThat(refused(limits, claim(2, 5))).isEqualTo(429);
        end(1, 0);
        claim(limits, claim(2, 5));
        assertThat(ledger.usage(ANA, NOON).openPixels()).isEqualTo(9 * MEGAPIXEL);
    }

    @Test
    void whatNeverFitsIsSaidToBeSo() {
        assertThat(refused(limits(10L, null), claim(1, 11))).isEqualTo(403);
        claim(limits(10L, null), claim(1, 10));
    }

    @Test
    void aMonthHasItsBudgetAndTheNextOneAnother() {
        var limits = limits(null, 10L);
        claim(limits, claim(1, 6), claim(2, 4));
        begin(1, 0);
        end(1, 0);
        assertThat(refused(limits, claim(3, 1))).isEqualTo(402);
        var december = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(refused(december.minusMillis(1), limits, claim(3, 1))).isEqualTo(402);
        claim(december, limits, claim(3, 1));
    }

    @Test
    void aRepeatCountsNothing() {
        var limits = limits(10L, 10L);
        claim(limits, claim(1, 6));
        claim(limits, claim(1, 6));
        begin(1, 0);
        claim(limits, claim(1, 6));
        assertThat(ledger.usage(ANA, NOON).monthPixels()).isEqualTo(6 * MEGAPIXEL);
        ledger.claim(ANA, limits, List.of(claim(2, 6)), job(2)::equals, NOON);
        assertThat(ledger.usage(ANA, NOON).openPixels()).isEqualTo(6 * MEGAPIXEL);
    }

    /// Of a batch all begin or none.
    @Test
    void severalAreClaimedTogetherOrNotAtAll() {
        var limits = limits(10L, null);
        assertThat(refused(limits, claim(1, 5), claim(2, 6))).isEqualTo(403);
        claim(limits, claim(3, 10));
        assertThat(refused(limits, claim(1, 1), claim(2, 1))).isEqualTo(429);
        assertThat(ledger.usage(ANA, NOON).open()).hasSize(1);
    }

    @Test
    void whatIsTriedAgainIsOpenAgainAndCountsOnce() {
        var limits = limits(10L, 10L);
        claim(limits, claim(1, 10));
        begin(1, 0);
        end(1, 0);
        claim(limits, new Claim(job(1), 1, 10 * MEGAPIXEL, false));
        assertThat(refused(limits(10L, null), claim(2, 1))).isEqualTo(429);
        begin(1, 1);
        assertThat(refused(limits(10L, null), claim(2, 1))).isEqualTo(429);
        end(1, 1);
        claim(limits(10L, null), claim(2, 1));
        assertThat(ledger.usage(ANA, NOON).monthPixels()).isEqualTo(11 * MEGAPIXEL);
    }

    /// Somebody was killed between the claim and the job.
    @Test
    void whatWasNeverBegunIsForgotten() {
        var limits = limits(10L, null);
        claim(limits, claim(1, 10));
        assertThat(refused(NOON.plus(Duration.ofMinutes(10)), limits, claim(2, 1)))
                .isEqualTo(429);
        claim(NOON.plus(Duration.ofMinutes(11)), limits, claim(2, 1));
    }

    /// Tried again every few minutes, by whoever is killed each time, and gone from the list meanwhile.
    @Test
    void whatWasNeverBegunCountsOnceForItsMonth() {
        var limits = limits(null, 100L);
        var now = NOON;
        for (int tries = 0; tries < 6; tries++) {
            claim(now, limits, claim(1, 24));
            now = now.plus(Duration.ofMinutes(11));
            claim(now, limits, claim(100 + tries, 1));
        }
        assertThat(ledger.usage(ANA, now).monthPixels()).isEqualTo((24 + 6) * MEGAPIXEL);
        assertThat(ledger.usage(ANA, now).openPixels()).isEqualTo(MEGAPIXEL);
        assertThat(refused(now, limits, claim(2, 71))).isEqualTo(402);
        var december = Instant.parse("2026-12-01T00:00:00Z");
        claim(december, limits, claim(1, 24));
        assertThat(ledger.usage(ANA, december).monthPixels()).isEqualTo(24 * MEGAPIXEL);
    }

    /// A second try that was never begun counted for no month, so it is none that counts already.
    @Test
    void whatIsAskedForAgainCountsThoughItsSecondTryWasNeverBegun() {
        var limits = limits(null, 100L);
        claim(limits, new Claim(job(1), 1, 24 * MEGAPIXEL, false));
        var later = NOON.plus(Duration.ofMinutes(11));
        claim(later, limits, claim(2, 1));
        claim(later, limits, new Claim(job(1), 1, 24 * MEGAPIXEL, true));
        assertThat(ledger.usage(ANA, later).monthPixels()).isEqualTo(25 * MEGAPIXEL);
    }

    /// Of two machines whose clocks differ one is in the new month already.
    @Test
    void aBudgetNeverShrinksAtMidnight() {
        var limits = limits(null, 100L);
        var after = Instant.parse("2026-12-01T00:00:00.100Z");
        var before = after.minusMillis(200);
        claim(after, limits, claim(1, 90));
        claim(before, limits, claim(2, 5));
        assertThat(ledger.usage(ANA, after).monthPixels()).isEqualTo(95 * MEGAPIXEL);
        assertThat(refused(before, limits, claim(3, 6))).isEqualTo(402);
        assertThat(refused(after, limits, claim(3, 6))).isEqualTo(402);
        assertThat(new Ledger(objects).usage(ANA, before).month()).isEqualTo("2026-12");
    }

    /// Two processes on one place, as it would be in the cloud.
    @Test
    void fiftyAtOnceExceedNothing() {
        var other = new Ledger(objects);
        var limits = limits(10L, null);
        long let = IntStream.range(0, 50)
                .parallel()
                .filter(number -> {
                    try {
                        (number % 2 == 0 ? ledger : other)
                                .claim(ANA, limits, List.of(claim(number, 1)), _ -> false, NOON);
                        return true;
                    } catch (ProblemException e) {
                        return false;
                    }
                })
                .count();
        assertThat(let).isEqualTo(10);
        assertThat(ledger.usage(ANA, NOON).openPixels()).isEqualTo(10 * MEGAPIXEL);
        assertThat(ledger.usage(BEN, NOON).open()).isEmpty();
    }

    /// What has ended is forgotten also where nobody comes near a limit.
    @Test
    void theListStaysShort() {
        for (int number = 0; number < 200; number++) {
            claim(limits(1000L, null), claim(number, 1));
            begin(number, 0);
            end(number, 0);
        }
        assertThat(new String(work.readAll("usage/ana.json"), java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThan(1000);
    }
}
