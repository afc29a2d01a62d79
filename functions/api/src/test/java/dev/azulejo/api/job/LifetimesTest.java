package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.ObjectStat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Results that shall not stay.
class LifetimesTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Duration HOUR = Duration.ofHours(1);

    private final InMemory api = new InMemory();
    private final String upload = api.upload(ANA);

    private JobView asking(long seconds) {
        var body = (ObjectNode) InMemory.body(upload);
        return api.jobs.submit(ANA, body.put("expiresIn", seconds), Optional.empty());
    }

    private Optional<Instant> expiresAt(JobView job) {
        return Optional.ofNullable(api.jobs.get(ANA, job.id()).expiresAt());
    }

    private List<String> noted() {
        try (var keys = api.work.list("expiring/")) {
            return keys.map(ObjectStat::key).toList();
        }
    }

    @Test
    void theTimeBeginsWhenTheJobHasEnded() {
        var job = asking(3600);
        assertThat(expiresAt(job)).isEmpty();
        api.clock.forward(HOUR.multipliedBy(5));
        api.lifetimes.sweep();
        assertThat(api.jobs.get(ANA, job.id()).status()).isEqualTo(Status.QUEUED);
        assertThat(noted()).hasSize(1);

        var result = api.succeed(new JobId(job.id()));
        var ended = Objects.requireNonNull(api.jobs.look(ANA, job.id()).endedAt());
        assertThat(api.jobs.look(ANA, job.id()).expiresAt()).isEqualTo(ended.plus(HOUR));
        assertThat(api.resultPlace.exists(result.key())).isTrue();
    }

    @Test
    void whatIsOverIsGoneAtOnceAndItsBytesGoWithTheNextSweep() {
        var job = asking(3600);
        var result = api.succeed(new JobId(job.id()));
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isTrue();
        api.clock.forward(HOUR.plusMinutes(1));
        assertGone(job);
        assertThat(api.jobs.look(ANA, job.id()).status()).isEqualTo(Status.DELETED);
        assertThat(api.jobs.look(ANA, job.id()).results()).isEmpty();
        assertThat(api.resultPlace.exists(result.key())).isTrue();
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isFalse();
        assertThat(noted()).isEmpty();
        assertGone(job);
    }

    /// It is noted for less than a day at a time until somebody knows when it ends.
    @Test
    void whatStaysForMonthsIsLookedAtAgain() {
        var job = asking(Duration.ofDays(40).toSeconds());
        var result = api.succeed(new JobId(job.id()));
        for (int day = 0; day < 40; day++) {
            api.lifetimes.sweep();
            assertThat(api.resultPlace.exists(result.key())).isTrue();
            assertThat(noted()).hasSize(1);
            api.clock.forward(Duration.ofDays(1));
        }
        api.clock.forward(HOUR);
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isFalse();
    }

    /// In the cloud records go after two weeks.
    @Test
    void aResultGoesAlsoWhenItsRecordIsGone() {
        var job = asking(Duration.ofDays(40).toSeconds());
        var result = api.succeed(new JobId(job.id()));
        api.clock.forward(Duration.ofDays(1).plus(HOUR));
        api.lifetimes.sweep();
        api.work.delete("tenants/ana/submissions/%s.json".formatted(job.id()));
        api.clock.forward(Duration.ofDays(30));
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isTrue();
        api.clock.forward(Duration.ofDays(10));
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isFalse();
        assertThat(noted()).isEmpty();
    }

    /// Its record may be on its way.
    @Test
    void whatHasNoRecordYetIsLookedAtAgain() {
        var job = asking(60);
        var record = "tenants/ana/submissions/%s.json".formatted(job.id());
        var bytes = api.work.readAll(record);
        api.work.delete(record);
        api.clock.forward(Duration.ofMinutes(2));
        api.lifetimes.sweep();
        assertThat(noted()).hasSize(1);
        api.work.put(record, bytes);
        var result = api.succeed(new JobId(job.id()));
        api.clock.forward(Duration.ofMinutes(2));
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isFalse();
    }

    @Test
    void whatIsDamagedKeepsNoOtherWaiting() {
        api.work.put("expiring/%016x/ana/x.json".formatted(0), "{".getBytes(StandardCharsets.UTF_8));
        var result = api.succeed(new JobId(asking(60).id()));
        api.clock.forward(Duration.ofMinutes(2));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(api.lifetimes::sweep);
        assertThat(api.resultPlace.exists(result.key())).isFalse();
    }

    @Test
    void theLastRequestThatSaysForHowLongCounts() {
        var job = asking(3600);
        var result = api.succeed(new JobId(job.id()));
        asking(7200);
        api.jobs.submit(ANA, InMemory.body(upload), Optional.empty());
        api.clock.forward(HOUR.plusMinutes(1));
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isTrue();
        api.clock.forward(HOUR);
        api.lifetimes.sweep();
        assertThat(api.resultPlace.exists(result.key())).isFalse();
    }

    /// Before it is swept, too: the upload has gone with it.
    @Test
    void whoeverAsksForWhatIsOverHasToBringTheFileAgain() {
        var job = asking(3600);
        api.succeed(new JobId(job.id()));
        api.clock.forward(HOUR.plusMinutes(1));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> asking(3600))
                .satisfies(e -> assertThat(e.problem().status()).isIn(404, 410));
        assertGone(job);
    }

    @Test
    void whoeverRunsTheServerSaysForHowLongAtMost() {
        new AccessObjects(api.work).limit(ANA, new TenantLimits(TenantLimits.SCHEMA, null, null, null, null, 2L));
        assertRefused("is 172801; results of yours stay 172800 seconds at most", 172_801);
        var body = InMemory.body(upload);
        var job = api.jobs.submit(ANA, body, Optional.empty());
        api.succeed(new JobId(job.id()));
        var view = api.jobs.get(ANA, job.id());
        assertThat(view.expiresAt())
                .isEqualTo(Objects.requireNonNull(view.endedAt()).plus(Duration.ofDays(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 315_360_001})
    void aTimeIsAWholeNumberOfSeconds(long seconds) {
        assertRefused("is %d, not a whole number from 1 to 315360000".formatted(seconds), seconds);
    }

    private void assertRefused(String why, long seconds) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> asking(seconds))
                .satisfies(e -> assertThat(e.problem().errors()).containsExactly(new FieldError("/expiresIn", why)));
    }

    private void assertGone(JobView job) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> api.jobs.get(ANA, job.id()))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(410));
    }
}
