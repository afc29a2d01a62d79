package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import dev.azulejo.simulator.protocol.Fuse.Moment;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A result that its caller wants elsewhere as well: it is there once and whole, never in place of another object, and
/// a job without it has not succeeded.
class CopiesTest {
    private static final StorageUri COPY = new StorageUri(URI.create("s3://shop/out/ana/"), "cats/a.raw");
    private static final List<AllowedPlace> ALLOWED = List.of(AllowedPlace.parse("write:s3://shop/out/{tenant}"));
    private static final byte[] OTHER = {1};

    @TempDir
    Path folder;

    private final MemoryStorage shop = new MemoryStorage();

    private Disks disks(String name) {
        var disks = Disks.inMemory(folder.resolve(name));
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
        return disks;
    }

    private static Laptop laptop(Disks disks, Storage shop) {
        return new Laptop(disks, new Copying(ALLOWED, place -> {
            assertThat(place).isEqualTo(COPY.place());
            return shop;
        }));
    }

    private static Outcome finished(Laptop laptop) {
        return laptop.pipeline.finish(begun(laptop), () -> {});
    }

    private static JobId begun(Laptop laptop) {
        var request = laptop.intake.resolve(Sample.ORDER).copied(_ -> COPY);
        laptop.objects.begin(request);
        return request.job();
    }

    /// Brings the job to where its results are about to be delivered.
    private JobId stitched(Disks disks) {
        try (var laptop = laptop(disks, shop)) {
            var job = begun(laptop);
            laptop.runUpTo(StageTrigger.DELIVER, job);
            return job;
        }
    }

    private static Outcome delivered(Laptop laptop, JobId job) {
        return laptop.pipeline.finish(job, () -> {});
    }

    private static void assertBothAreThere(Disks disks, Storage shop, JobId job) {
        assertThat(disks.result()).isEqualTo(Sample.result(1));
        assertThat(Disks.bytes(shop, COPY.key())).isEqualTo(Sample.result(1));
        assertThat(shop.stat(COPY.key()).orElseThrow().metadata())
                .as("what is ours is not shown to others")
                .containsExactly(Map.entry("azulejo-job", job.text()));
    }

    @Test
    void itIsPutThereTooAndTheJobSaysWhere() {
        var disks = disks("once");
        try (var laptop = laptop(disks, shop)) {
            var outcome = (Succeeded) finished(laptop);
            assertThat(outcome.results()).extracting(DeliveredResult::copy).containsExactly(COPY);
            assertBothAreThere(disks, shop, outcome.job());
        }
    }

    @Test
    void anotherCopyIsAnotherJob() {
        try (var laptop = laptop(disks("id"), shop)) {
            var plain = laptop.intake.resolve(Sample.ORDER);
            var copied = plain.copied(_ -> COPY);
            assertThat(copied.job()).isNotEqualTo(plain.job());
            assertThat(copied.job())
                    .isEqualTo(plain.copied(_ -> COPY).job())
                    .isNotEqualTo(plain.copied(_ -> new StorageUri(COPY.place(), "b.raw"))
                            .job());
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void itAppearsOnceWhereverTheJobIsKilled(Moment moment) {
        boolean killed = true;
        for (int call = 0; killed; call++) {
            var disks = disks(moment + "-" + call);
            var job = stitched(disks);
            var place = new MemoryStorage();
            var fuse = new Fuse(call, moment);
            try (var first = laptop(disks.through(fuse), new ObservedStorage(place, fuse))) {
                delivered(first, job);
            } catch (Killed death) {
                assertThat(death).isNotNull();
            }
            killed = fuse.isDead();
            var shown = place.stat(COPY.key());
            try (var second = laptop(disks, place)) {
                assertThat(delivered(second, job))
                        .as("killed %s call %d", moment, call)
                        .isInstanceOf(Succeeded.class);
                assertThat(second.notified.size()).isLessThanOrEqualTo(1);
                assertBothAreThere(disks, place, job);
            }
            shown.ifPresent(stat -> assertThat(place.stat(COPY.key())).contains(stat));
        }
    }

    @Test
    void whatIsThereAlreadyStaysAndIsFoundBeforeAnythingIsComputed() {
        var disks = disks("taken");
        shop.put(COPY.key(), OTHER);
        try (var laptop = laptop(disks, shop)) {
            assertFails(laptop, COPY + " is there already");
            assertThat(laptop.inferredShards).isEmpty();
            assertThat(Disks.bytes(shop, COPY.key())).isEqualTo(OTHER);
            shop.delete(COPY.key());
            assertBothAreThere(disks, shop, finished(laptop).job());
        }
    }

    private static void assertFails(Laptop laptop, String detail) {
        assertThat(finished(laptop))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.detail()).contains(detail));
    }

    /// Whatever the job is about to do when somebody takes the name: it is not replaced, and no job has
    /// succeeded without its copy.
    @Test
    void whateverTheJobIsDoingWhenAnotherTakesTheNameNothingIsReplaced() {
        boolean happened = true;
        for (int call = 0; happened; call++) {
            var disks = disks("stranger-" + call);
            var job = stitched(disks);
            var place = new MemoryStorage();
            var took = new AtomicBoolean();
            var stranger =
                    new Intrusion(call, () -> took.set(place.write(COPY.key(), OTHER, Map.of(), Precondition.ABSENT)));
            Outcome outcome;
            try (var laptop = laptop(disks.through(stranger), new ObservedStorage(place, stranger))) {
                outcome = delivered(laptop, job);
            }
            happened = stranger.happened();
            assertThat(Disks.bytes(place, COPY.key()))
                    .as("taken at call %d", call)
                    .isEqualTo(took.get() ? OTHER : Sample.result(1));
            assertThat(outcome instanceof Succeeded)
                    .as("taken at call %d", call)
                    .isNotEqualTo(took.get());
            assertThat(Disks.keys(disks.outbox(), "").isEmpty()).isEqualTo(took.get());
        }
    }

    /// Says S3's words to nobody: they name the account and the role.
    @Test
    void aPlaceThatDoesNotLetUsIsNamedAndALaterTryGoesOn() {
        var disks = disks("denied");
        try (var laptop = laptop(disks, new WriteOnly(shop, true))) {
            assertThat(finished(laptop))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.detail())
                                    .startsWith(COPY + " could not be written")
                                    .doesNotContain("arn:"));
            assertThat(Disks.keys(disks.outbox(), "")).isEmpty();
        }
        try (var laptop = laptop(disks, new WriteOnly(shop, false))) {
            assertBothAreThere(disks, shop, finished(laptop).job());
            assertThat(laptop.inferredShards).isEmpty();
        }
    }

    /// A job may wait for long, and goes on after a restart.
    @Test
    void aPlaceThatTheOperatorHasTakenBackGetsNothing() {
        var disks = disks("revoked");
        try (var laptop = withoutThePlace(disks)) {
            assertFails(laptop, "results may not be put into s3://shop/out/ana/ any more");
            assertThat(laptop.inferredShards).isEmpty();
        }
        assertThat(Disks.keys(shop, "")).isEmpty();
    }

    private Laptop withoutThePlace(Disks disks) {
        var elsewhere = List.of(AllowedPlace.parse("s3://shop/out/{tenant}"), AllowedPlace.parse("write:s3://shop/o"));
        return new Laptop(disks, new Copying(elsewhere, _ -> shop));
    }

    /// It was decided to deliver before the restart, and nothing is asked before that any more.
    @Test
    void norDoesItGetAnythingFromAJobThatWasAboutToDeliver() {
        var disks = disks("revoked-late");
        var job = stitched(disks);
        try (var laptop = laptop(disks, shop)) {
            laptop.objects.decide(new Decision(Decision.SCHEMA, job, 0, null));
        }
        try (var laptop = withoutThePlace(disks)) {
            assertFails(laptop, "results may not be put into s3://shop/out/ana/ any more");
        }
        assertThat(Disks.keys(shop, "")).isEmpty();
    }

    /// A bucket of another account, as its policy has it: what is there is shown, what is not there is denied.
    private record WriteOnly(JobStorage storage, boolean denies) implements Storage {
        @Override
        public Optional<ObjectStat> stat(String key) {
            return Optional.of(storage.stat(key).orElseThrow(WriteOnly::denied));
        }

        @Override
        public PendingObject write(String key, Map<String, String> metadata) {
            if (denies) {
                throw denied();
            }
            return storage.write(key, metadata);
        }

        private static StorageDenied denied() {
            return new StorageDenied("User: arn:aws:sts::1234:assumed-role/deliver may not s3:PutObject", null);
        }

        @Override
        public InputStream read(String key) {
            throw denied();
        }

        @Override
        public InputStream readVersion(String key, String version) {
            throw denied();
        }

        @Override
        public byte[] readRange(String key, long offset, int length) {
            throw denied();
        }

        @Override
        public String version(String key) {
            throw denied();
        }

        @Override
        public Stream<ObjectStat> list(String prefix) {
            throw denied();
        }

        @Override
        public void delete(String key) {
            throw denied();
        }
    }
}
