package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.simulator.attempt.JobHistory;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import dev.azulejo.simulator.protocol.Fuse.Moment;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One job that makes two results: the models run once, and both appear, wherever it is killed.
class SeveralResultsTest {
    private static final StorageUri OTHER = new StorageUri(Disks.RESULT.place(), "a-other.raw");
    private static final Order ORDER = new Order(Disks.SOURCE, 1, twice(), List.of(Disks.RESULT, OTHER));
    private static final String[] BOTH = {OTHER.key(), Disks.RESULT.key()};

    @TempDir
    Path folder;

    private static Enhancement twice() {
        var one = Sample.ORDER.wanted();
        return new Enhancement(one.recipe(), one.models(), one.scale(), List.of(one.main(), one.main()), one.options());
    }

    private Disks disks(String name) {
        var disks = Disks.inMemory(folder.resolve(name));
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
        return disks;
    }

    @Test
    void theModelsRunOnceForBoth() {
        var disks = disks("once");
        try (var laptop = new Laptop(disks)) {
            var outcome = (Succeeded) laptop.enhance(ORDER);
            assertThat(laptop.inferredShards).hasSize(Sample.SHARDS);
            assertThat(outcome.results()).extracting(DeliveredResult::uri).containsExactly(Disks.RESULT, OTHER);
            assertThat(disks.objectsOf(outcome.job())).isEqualTo(JobHistory.OF_A_SUCCESS);
        }
        assertBothAreThere(disks);
    }

    private static void assertBothAreThere(Disks disks) {
        assertThat(Disks.keys(disks.outbox(), "")).containsExactlyInAnyOrder(BOTH);
        for (var key : BOTH) {
            assertThat(Disks.bytes(disks.outbox(), key)).isEqualTo(Sample.result(1));
        }
    }

    @Test
    void oneThatIsGoneIsMadeAgainAndTheOtherIsLeftAlone() {
        var disks = disks("gone");
        try (var laptop = new Laptop(disks)) {
            laptop.enhance(ORDER);
            var kept = disks.outbox().stat(Disks.RESULT.key()).orElseThrow();
            disks.outbox().delete(OTHER.key());
            assertThat(laptop.enhance(ORDER)).isInstanceOf(Succeeded.class);
            assertThat(disks.outbox().stat(Disks.RESULT.key())).contains(kept);
        }
        assertBothAreThere(disks);
    }

    /// What stands in the way of the second holds the first back as well.
    @Test
    void whereOneCannotAppearNoneDoes() {
        var disks = disks("taken");
        disks.outbox().put(OTHER.key(), new byte[] {1});
        try (var laptop = new Laptop(disks)) {
            assertThat(laptop.enhance(ORDER))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.detail())
                                    .contains("a-other.raw exists and was not made by azulejo"));
            assertThat(laptop.inferredShards).isEmpty();
        }
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(OTHER.key());
    }

    /// Whatever the job is about to do when a stranger's file comes: nothing that failed is visible, and what succeeded
    /// names what is there.
    @ParameterizedTest
    @ValueSource(strings = {"a-large.raw", "a-other.raw"})
    void whereAStrangerTakesAPlaceAtWhateverCallTheJobEndsAsWhatItIs(String taken) {
        boolean happened = true;
        for (int call = 0; happened; call++) {
            var disks = disks("stranger-" + call);
            var stranger = new Intrusion(
                    call, () -> disks.outbox().write(taken, new byte[] {1}, Map.of(), Precondition.ABSENT));
            Outcome outcome;
            try (var laptop = new Laptop(disks.through(stranger))) {
                outcome = laptop.enhance(ORDER);
            }
            happened = stranger.happened();
            assertThat(named(outcome))
                    .as("the stranger came at call %d: %s", call, outcome)
                    .isEqualTo(ours(disks));
        }
    }

    /// The keys that an outcome names as results.
    private static List<String> named(Outcome outcome) {
        return outcome instanceof Succeeded succeeded
                ? succeeded.results().stream().map(result -> result.uri().key()).toList()
                : List.of();
    }

    /// Those of the results that lie there.
    private static List<String> ours(Disks disks) {
        return Stream.of(Disks.RESULT.key(), OTHER.key())
                .filter(key -> disks.outbox()
                        .stat(key)
                        .filter(there -> !there.metadata().isEmpty())
                        .isPresent())
                .toList();
    }

    @Test
    void whatAStrangerHeldBackIsMadeByTheNextOrderOnceItIsGone() {
        var disks = disks("later");
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(ORDER).job();
            laptop.runUpTo(StageTrigger.DELIVER, job);
            laptop.objects.decide(new Decision(Decision.SCHEMA, job, 0, null));
            disks.outbox().put(OTHER.key(), new byte[] {1});
            assertThat(laptop.enhance(ORDER)).isInstanceOfSatisfying(Succeeded.class, succeeded -> {
                assertThat(named(succeeded)).containsExactly(Disks.RESULT.key());
                assertThat(succeeded.warnings())
                        .singleElement()
                        .asString()
                        .contains("a-other.raw exists and was not made by azulejo");
            });
            disks.outbox().delete(OTHER.key());
            assertThat(named(laptop.enhance(ORDER))).containsExactly(Disks.RESULT.key(), OTHER.key());
        }
        assertBothAreThere(disks);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void bothAppearOnceWhereverItIsKilled(Moment moment) {
        boolean killed = true;
        for (int call = 0; killed; call += 3) {
            var disks = disks(moment + "-" + call);
            var fuse = new Fuse(call, moment);
            run(disks.through(fuse));
            killed = fuse.isDead();
            var shown = Disks.keys(disks.outbox(), "").stream()
                    .map(key -> disks.outbox().stat(key).orElseThrow())
                    .toList();
            try (var second = new Laptop(disks)) {
                assertThat(second.enhance(ORDER))
                        .as("killed %s call %d", moment, call)
                        .isInstanceOf(Succeeded.class);
                assertThat(second.notified.size()).isLessThanOrEqualTo(1);
            }
            assertBothAreThere(disks);
            shown.forEach(stat -> assertThat(disks.outbox().stat(stat.key())).contains(stat));
        }
    }

    private static void run(Disks disks) {
        try (var first = new Laptop(disks)) {
            first.enhance(ORDER);
        } catch (Killed death) {
            assertThat(death).isNotNull();
        }
    }

    @Test
    void anotherSecondResultIsAnotherJob() {
        var disks = disks("id");
        try (var laptop = new Laptop(disks)) {
            var third = new StorageUri(Disks.RESULT.place(), "a-third.raw");
            JobId both = laptop.intake.resolve(ORDER).job();
            assertThat(laptop.intake
                            .resolve(new Order(Disks.SOURCE, 1, twice(), List.of(Disks.RESULT, third)))
                            .job())
                    .isNotEqualTo(both);
            assertThat(laptop.intake.resolve(Sample.ORDER).job()).isNotEqualTo(both);
            Outcome outcome = laptop.enhance(ORDER);
            assertThat(outcome.job()).isEqualTo(both);
        }
    }
}
