package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.local.FileJobLock;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.simulator.attempt.JobHistory;
import dev.azulejo.simulator.image.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pixels go when nobody needs them any more, and not before.
class CleanupTest {
    private final Instant almostSevenDaysOn =
            Instant.now().plus(LocalCleanup.KEPT).minus(Duration.ofMinutes(10));
    private final Instant moreThanSevenDaysOn =
            Instant.now().plus(LocalCleanup.KEPT).plus(Duration.ofMinutes(10));

    private static final String EXIF = new String(RawImage.EXIF.bytes(), StandardCharsets.US_ASCII);
    private static final String IN_BASE64 = Base64.getEncoder().withoutPadding().encodeToString(RawImage.EXIF.bytes());

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    /// Looks before each call of a run: what it no longer needs must be gone one stage later.
    @Test
    void eachStageDropsWhatTheOneBeforeHasWritten() {
        for (int call = 0; ; call++) {
            source();
            var seen = new Intrusion(call, this::assertNothingIsKeptTooLong);
            try (var laptop = new Laptop(disks.through(seen))) {
                laptop.enhance(Sample.ORDER);
            }
            if (!seen.happened()) {
                return;
            }
        }
    }

    private void assertNothingIsKeptTooLong() {
        var job = job();
        if (!Disks.keys(disks.work(), JobKeys.strips(job)).isEmpty()) {
            assertThat(Disks.keys(disks.work(), JobKeys.sources(job))).isEmpty();
        }
        if (disks.work().exists(JobKeys.decision(Attempt.first(job)))) {
            assertThat(Disks.keys(disks.work(), JobKeys.tiles(job))).isEmpty();
        }
    }

    @Test
    void aJobThatSucceededKeepsItsHistoryOnly() {
        assertThat(enhance()).isInstanceOf(Succeeded.class);
        assertThat(disks.objectsOf(job())).isEqualTo(JobHistory.OF_A_SUCCESS);
    }

    @Test
    void aJobThatEndedKeepsNothingOfWhatItsSourceSaidBesideThePixels() throws IOException {
        assertThat(enhance()).isInstanceOf(Succeeded.class);
        assertNothingIsKeptOfTheSourcesWords();
    }

    /// Whoever ends it looks for them before plan has written them, or while it does: before each of its calls.
    @Test
    void aJobThatIsCancelledWhileItIsPlannedKeepsNothingOfThemEither() throws IOException {
        for (int call = 0; ; call++) {
            source();
            JobId job;
            try (var laptop = new Laptop(disks)) {
                job = laptop.intake.run(Sample.ORDER).job();
            }
            var cancelled = new Intrusion(call, () -> cancelAndTell(job));
            try (var laptop = new Laptop(disks.through(cancelled))) {
                laptop.plan(job);
            }
            if (!cancelled.happened()) {
                assertThat(call).isGreaterThan(5);
                return;
            }
            assertNothingIsKeptOfTheSourcesWords();
        }
    }

    private void cancelAndTell(JobId job) {
        try (var laptop = new Laptop(disks)) {
            laptop.cancel.run(job, "not needed any more");
            laptop.stages.tell().run(Attempt.first(job));
        }
    }

    /// In the bytes of no object, plain or in base64.
    private void assertNothingIsKeptOfTheSourcesWords() throws IOException {
        for (var key : Disks.keys(disks.work(), "")) {
            try (var in = disks.work().read(key)) {
                var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(text).as(key).doesNotContain(EXIF).doesNotContain(IN_BASE64);
            }
        }
    }

    @Test
    void aJobThatFailedKeepsWhatItCouldGoOnFrom() {
        failAtDelivery();
        assertThat(pixels().stream().map(name -> name.replaceFirst("/[0-9a-f]{16}$", "")))
                .containsExactly(
                        "attempts/0/metadata",
                        "strips/0/0",
                        "strips/0/1",
                        "strips/0/2",
                        "strips/0/3",
                        "strips/0/4",
                        "strips/0/5");
    }

    @Test
    void afterSevenDaysItKeepsNothingAndCanStillBeMadeAnew() {
        failAtDelivery();
        expire(almostSevenDaysOn);
        assertThat(pixels()).hasSize(7);
        expire(moreThanSevenDaysOn);
        assertThat(pixels()).isEmpty();
        assertThat(disks.objectsOf(job())).contains("attempts/0/outcome.json", "request.json");
        disks.outbox().delete(Disks.RESULT.key());
        assertThat(enhance()).isInstanceOf(Succeeded.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"INFER", "STITCH", "DELIVER"})
    void aJobThatNobodyFinishedForSevenDaysSimplyStartsAgain(StageTrigger reached) {
        try (var laptop = new Laptop(disks)) {
            laptop.runUpTo(reached, laptop.intake.run(Sample.ORDER).job());
        }
        expire(moreThanSevenDaysOn);
        assertThat(pixels()).isEmpty();
        var outcome = enhance();
        assertThat(outcome).isInstanceOf(Succeeded.class);
        assertThat(outcome.attempt()).isEqualTo(1);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    /// Or the command would answer that it was cancelled, though nobody asked for that.
    @Test
    void anEndThatAKilledCleanUpHasDecidedIsTriedAgain() {
        try (var laptop = new Laptop(disks)) {
            var request = laptop.intake.run(Sample.ORDER);
            var cancelled =
                    new Outcome.Cancelled(Outcome.SCHEMA, request.job(), 0, request.source(), "nobody finished it");
            laptop.objects.decide(new Decision(Decision.SCHEMA, request.job(), 0, cancelled));
        }
        assertThat(enhance())
                .isInstanceOf(Succeeded.class)
                .extracting(Outcome::attempt)
                .isEqualTo(1);
    }

    @Test
    void pixelsThatAKilledCleanUpHasLeftGoWhenTheJobIsMetAgain() {
        enhance();
        disks.work().put(JobKeys.strip(job(), 0, 3, "a"), new byte[10]);
        disks.work().put(JobKeys.source(job(), 1), new byte[10]);
        enhance();
        assertThat(disks.objectsOf(job())).isEqualTo(JobHistory.OF_A_SUCCESS);
    }

    private void failAtDelivery() {
        try (var laptop = new Laptop(disks)) {
            laptop.duringStitch = () -> disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Failed.class);
        }
    }

    /// A look lists all jobs that ever were, so a command that took one would take longer with each of them.
    @Test
    void itLooksOnceADay() {
        enhance();
        var now = Instant.now();
        expire(now);
        assertThat(looks(now.plus(Duration.ofHours(23)))).isFalse();
        assertThat(looks(now.plus(Duration.ofHours(25)))).isTrue();
        assertThat(looks(now.minus(Duration.ofHours(1))))
                .as("a clock that was wrong")
                .isTrue();
    }

    /// Who does not look makes one call, which asks when somebody has.
    private boolean looks(Instant now) {
        var secondCall = new Intrusion(1, () -> {});
        expire(now, disks.through(secondCall));
        return secondCall.happened();
    }

    private void expire(Instant now) {
        expire(now, disks);
    }

    private static void expire(Instant now, Disks disks) {
        try (var laptop = new Laptop(disks)) {
            new LocalCleanup(laptop.objects).expire(now, new FileJobLock(disks.locks()));
        }
    }

    private List<String> pixels() {
        return disks.objectsOf(job()).stream()
                .filter(name -> !name.endsWith(".json"))
                .toList();
    }

    private JobId job() {
        try (var laptop = new Laptop(disks)) {
            return laptop.intake.resolve(Sample.ORDER).job();
        }
    }

    private Outcome enhance() {
        try (var laptop = new Laptop(disks)) {
            return laptop.enhance(Sample.ORDER);
        }
    }
}
