package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.JobRequest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A source that is overwritten in a bucket that keeps versions: one job for each, and the newest result at the end.
@Tag("slow")
class VersionsTest {
    private static final String KEY = "anime-x2/b.png";

    private final Disks disks = Cloud.buckets();

    @AutoClose
    private final Cloud cloud = new Cloud(disks);

    /// @param second what the second version holds: other bytes than the first, or the same
    /// @param gone whether the source is deleted before either result is shown
    @ParameterizedTest
    @CsvSource({
        "2, false, older first", "2, false, newer first",
        "1, false, older first", "1, false, newer first",
        "2, true,  older first", "2, true,  newer first",
        "1, true,  older first", "1, true,  newer first"
    })
    void theNewerVersionIsShownAtTheEndWhicheverJobEndsLast(int second, boolean gone, String order) {
        var older = stitched(1);
        var newer = stitched(second);
        assertThat(older).isNotEqualTo(newer);
        if (gone) {
            disks.inbox().delete(KEY);
        }
        for (var job : order.startsWith("older") ? List.of(older, newer) : List.of(newer, older)) {
            cloud.laptop.stages.deliver().run(Attempt.first(job));
            cloud.tell(job);
        }
        assertThat(Disks.bytes(disks.outbox(), KEY)).isEqualTo(result(second));
        assertThat(shown()).isEqualTo(newer);
        assertThat(outcome(newer).superseded()).isFalse();
        assertThat(outcome(newer).result())
                .isNotNull()
                .returns(disks.outbox().version(KEY), Outcome.DeliveredResult::version);
        assertThat(outcome(older).superseded()).isEqualTo(!gone || order.startsWith("newer"));
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(KEY);
    }

    @Test
    void eachJobReadsItsOwnVersionAlsoWhenTheSourceIsDeletedBeforeItIsPlanned() {
        var file = Cloud.put(disks, KEY, Sample.source(1));
        disks.inbox().delete(KEY);
        assertThat(cloud.finish(file)).isInstanceOf(Succeeded.class);
        assertThat(Disks.bytes(disks.outbox(), KEY)).isEqualTo(result(1));
    }

    @Test
    void theSameEventsAgainAfterTheEndAreNoWork() {
        var first = Cloud.put(disks, KEY, Sample.source(1));
        var second = Cloud.put(disks, KEY, Sample.source(2));
        List.of(second, first).forEach(cloud::finish);
        var before = Disks.keys(disks.work(), "");
        var version = disks.outbox().version(KEY);
        cloud.laptop.inferredShards.clear();
        for (var file : List.of(first, second, first, second)) {
            var job = cloud.takeIn(file).job();
            cloud.laptop.plan(job);
            cloud.laptop.stages.deliver().run(Attempt.first(job));
        }
        assertThat(cloud.laptop.inferredShards).isEmpty();
        assertThat(Disks.keys(disks.work(), "")).isEqualTo(before);
        assertThat(disks.outbox().version(KEY)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"2", "1"})
    void atWhateverCallOfAnOlderJobANewerOneIsDoneTheNewerResultStays(int second) {
        var expected = result(second);
        for (int call = 0; ; call++) {
            var places = Cloud.buckets();
            var file = Cloud.put(places, KEY, Sample.source(1));
            var newer = new DroppedFile[1];
            var intrusion = new Intrusion(call, () -> {
                newer[0] = Cloud.put(places, KEY, Sample.source(second));
                try (var other = new Cloud(places)) {
                    assertThat(other.finish(newer[0])).isInstanceOf(Succeeded.class);
                }
            });
            Outcome outcome;
            try (var first = new Cloud(places.through(intrusion))) {
                outcome = first.finish(file);
            }
            if (!intrusion.happened()) {
                return;
            }
            assertThat(outcome).as("call %d", call).isInstanceOfAny(Succeeded.class, Rejected.class);
            assertThat(Disks.bytes(places.outbox(), KEY)).as("call %d", call).isEqualTo(expected);
            assertThat(Disks.keys(places.outbox(), "")).as("call %d", call).containsExactly(KEY);
        }
    }

    /// As an older job may do whose last call was already on its way: ETags of equal bytes are equal.
    @Test
    void aResultThatAnOlderOneHidesWhileItIsDeliveredIsShownAgain() {
        var expected = result(2);
        for (int call = 0; ; call++) {
            var places = Cloud.buckets();
            var first = takenIn(places, 1);
            var older = Provenance.of(first.job(), first.source());
            var newer = takenIn(places, 2).job();
            var late = new Intrusion(call, () -> Cloud.write(places.outbox(), KEY, new byte[] {1}, older.metadata()));
            var outbox = new ObservedStorage(places.outbox(), late);
            try (var second = new Cloud(new Disks(places.inbox(), places.work(), outbox, places.locks()))) {
                second.deliver(newer);
            }
            if (!late.happened()) {
                assertThat(call).isGreaterThan(5);
                return;
            }
            assertThat(Disks.bytes(places.outbox(), KEY)).as("call %d", call).isEqualTo(expected);
        }
    }

    private static JobRequest takenIn(Disks places, int version) {
        try (var cloud = new Cloud(places)) {
            return cloud.takeIn(Cloud.put(places, KEY, Sample.source(version)));
        }
    }

    /// What becomes of that source when nothing else happens.
    private static byte[] result(int version) {
        var alone = Cloud.buckets();
        try (var cloud = new Cloud(alone)) {
            cloud.finish(Cloud.put(alone, KEY, Sample.source(version)));
        }
        return Disks.bytes(alone.outbox(), KEY);
    }

    private JobId stitched(int version) {
        var job = cloud.takeIn(Cloud.put(disks, KEY, Sample.source(version))).job();
        cloud.laptop.plan(job);
        cloud.laptop.infer(job);
        cloud.laptop.stitch(job);
        return job;
    }

    private JobId shown() {
        return new JobId(Provenance.of(disks.outbox().stat(KEY).orElseThrow())
                .orElseThrow()
                .job());
    }

    private Succeeded outcome(JobId job) {
        return (Succeeded) cloud.laptop.objects.outcome(Attempt.first(job)).orElseThrow();
    }
}
