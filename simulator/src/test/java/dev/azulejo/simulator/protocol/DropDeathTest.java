package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import dev.azulejo.simulator.protocol.Fuse.Moment;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills intake and notify at every single call of their storages, and lets the event be delivered again.
class DropDeathTest {
    private static final String KEY = "anime-x2/a/b.raw";
    private static final String REPORT = KEY + ".error.json";

    @ParameterizedTest
    @EnumSource
    void whereverIntakeDiesTheSameEventMakesTheSameJob(Moment moment) {
        for (int call = 0; ; call++) {
            var disks = Cloud.buckets();
            var file = dropped(disks);
            var fuse = new Fuse(call, moment);
            run(disks.through(fuse), cloud -> cloud.takeIn(file));
            var fixed = Disks.keys(disks.work(), "intake/").size();
            // What lies there by the time of the repeat counts only if nothing was fixed before.
            Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 50}");
            Cloud.put(disks, KEY, Sample.source(2));
            try (var second = new Cloud(disks)) {
                var request = second.takeIn(file);
                assertThat(request.main().encoding().quality())
                        .as("%s call %d", moment, call)
                        .isEqualTo(fixed == 0 ? 50 : 40);
                assertThat(second.takeIn(file)).isEqualTo(request);
                assertThat(Disks.keys(disks.work(), JobKeys.JOBS))
                        .as("%s call %d", moment, call)
                        .containsExactly(
                                StageTrigger.PLAN.key(Attempt.first(request.job())), JobKeys.request(request.job()));
                assertThat(Disks.keys(disks.work(), "intake/")).hasSize(1);
            }
            if (!fuse.isDead()) {
                assertThat(call).isGreaterThan(8);
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverNotifyDiesTheReportIsThereAfterARepeat(Moment moment) {
        for (int call = 0; ; call++) {
            var disks = Cloud.buckets();
            var job = ended(disks, new byte[] {1, 2, 3});
            var fuse = new Fuse(call, moment);
            run(disks.through(fuse), cloud -> cloud.tell(job));
            try (var second = new Cloud(disks)) {
                second.tell(job);
                assertThat(second.laptop.notified).containsExactly(job + "-0");
                assertThat(second.laptop.objects.outcome(Attempt.first(job)))
                        .get()
                        .isInstanceOf(Rejected.class);
            }
            assertThat(Disks.keys(disks.outbox(), ""))
                    .as("%s call %d", moment, call)
                    .containsExactly(REPORT);
            if (!fuse.isDead()) {
                assertThat(call).isGreaterThan(4);
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverNotifyDiesAnOlderReportIsGoneAfterARepeat(Moment moment) {
        for (int call = 0; ; call++) {
            var disks = Cloud.buckets();
            var older = ended(disks, new byte[] {1, 2, 3});
            run(disks, cloud -> cloud.tell(older));
            var job = ended(disks, Sample.source(1));
            assertThat(Disks.keys(disks.outbox(), "")).contains(REPORT);
            var fuse = new Fuse(call, moment);
            run(disks.through(fuse), cloud -> cloud.tell(job));
            try (var second = new Cloud(disks)) {
                second.tell(job);
                assertThat(second.laptop.objects.outcome(Attempt.first(job)))
                        .get()
                        .isInstanceOf(Succeeded.class);
            }
            assertThat(Disks.keys(disks.outbox(), ""))
                    .as("%s call %d", moment, call)
                    .containsExactly(KEY + ".png");
            if (!fuse.isDead()) {
                assertThat(call).isGreaterThan(3);
                return;
            }
        }
    }

    private static DroppedFile dropped(Disks disks) {
        Cloud.put(disks, "anime-x2/azulejo.json", "{\"quality\": 30}");
        Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 40}");
        return Cloud.put(disks, KEY, Sample.source(1));
    }

    private static JobId ended(Disks disks, byte[] source) {
        try (var cloud = new Cloud(disks)) {
            var job = cloud.takeIn(Cloud.put(disks, KEY, source)).job();
            cloud.deliver(job);
            return job;
        }
    }

    private static void run(Disks disks, Consumer<Cloud> act) {
        try (var cloud = new Cloud(disks)) {
            act.accept(cloud);
        } catch (Killed death) {
            assertThat(death).isNotNull();
        }
    }
}
