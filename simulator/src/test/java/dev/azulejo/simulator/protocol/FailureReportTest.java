package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.intake.EnhancementRequest;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.FailureReport;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies beside the results of what came to nothing.
class FailureReportTest {
    private static final String KEY = "anime-x2/a/b.raw";
    private static final String REPORT = KEY + ".error.json";
    private static final byte[] BROKEN = {1, 2, 3};

    private final Disks disks = Cloud.buckets();

    @AutoClose
    private final Cloud cloud = new Cloud(disks);

    @Test
    void aRejectedFileIsToldAboutInWordsAndForPrograms() {
        var file = Cloud.put(disks, KEY, BROKEN);
        var job = cloud.takeIn(file).job();
        var rejected = (Rejected) cloud.finish(job);
        var report = report();
        assertThat(report.what()).isEqualTo("rejected");
        assertThat(report.file()).isEqualTo(KEY);
        assertThat(report.reason()).isEqualTo("unreadable");
        assertThat(report.why()).isEqualTo(rejected.detail());
        assertThat(report.advice()).startsWith("Look whether the file opens");
        assertThat(report.job()).isEqualTo(job);
        assertThat(report.source()).isEqualTo(rejected.source());
        assertThat(report.asked()).isNotNull();
        assertThat(report.problems()).isNull();
        assertThat(provenance(REPORT)).isEqualTo(new Provenance(job.text(), "test://inbox/" + KEY));
    }

    @Test
    void reportAndEventSayWhichVersionWasDropped() {
        var file = Cloud.put(disks, KEY, BROKEN);
        cloud.finish(file);
        var correlation = new Correlation(null, null, KEY, file.version().orElseThrow());
        assertThat(report().correlation()).isEqualTo(correlation);
        assertThat(cloud.laptop.correlations).containsExactly(correlation);
    }

    @Test
    void reportAndEventSayWhichEventAsked() {
        Cloud.put(disks, KEY, BROKEN);
        var asked = new EnhancementRequest(
                "https://shop.example.com/orders",
                "order-4711",
                KEY,
                Optional.empty(),
                Optional.of("anime-x2"),
                Map.of(),
                Optional.empty());
        cloud.finish(cloud.intake.run(asked).job());
        var correlation = Correlation.ofEvent("https://shop.example.com/orders", "order-4711");
        assertThat(report().correlation()).isEqualTo(correlation);
        assertThat(cloud.laptop.correlations).containsExactly(correlation);
        // A drop of the same version that comes later is the same job, which the event asked for first.
        var version = disks.inbox().version(KEY);
        cloud.tell(cloud.takeIn(new DroppedFile(Cloud.INBOX, KEY, Optional.of(version), BROKEN.length))
                .job());
        assertThat(cloud.laptop.correlations).containsExactly(correlation, correlation);
    }

    @Test
    void wrongOptionsAreListedOneByOne() {
        Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 900, \"scale\": 4}");
        cloud.finish(Cloud.put(disks, KEY, Sample.source(1)));
        assertThat(report().problems())
                .containsExactly(
                        KEY + ".azulejo.json: quality is 900, not a whole number from 1 to 100",
                        KEY
                                + ".azulejo.json: scale is 4, but folder anime-x2 says recipe anime-x2, which enlarges 2 times;"
                                + " leave scale out or take recipe anime-x4");
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(REPORT);
    }

    @Test
    void aFailedJobIsToldAboutAndItsReportGoesWhenARedriveSucceeds() {
        var job = cloud.takeIn(Cloud.put(disks, KEY, Sample.source(1))).job();
        new FailJob(cloud.laptop.objects)
                .run(Attempt.first(job), StageTrigger.INFER, "PermanentFailure", "broke", List.of());
        cloud.tell(job);
        assertThat(report().what()).isEqualTo("failed");
        assertThat(report().why()).isEqualTo("infer: broke");
        new RedriveJob(cloud.laptop.objects).run(job);
        assertThat(cloud.finish(job)).isInstanceOf(Succeeded.class);
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(KEY + ".png");
    }

    @Test
    void aGoodVersionRemovesTheReportOfAnEarlierBadOne() {
        cloud.finish(Cloud.put(disks, KEY, BROKEN));
        cloud.finish(Cloud.put(disks, KEY, Sample.source(1)));
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(KEY + ".png");
    }

    @Test
    void anOlderJobThatIsToldAboutLaterNeitherReplacesNorRemovesTheReportOfANewerOne() {
        var olderBad = delivered(BROKEN);
        var olderGood = delivered(Sample.source(1));
        var newer = delivered(new byte[] {4, 5, 6});
        cloud.tell(newer);
        cloud.tell(olderBad);
        cloud.tell(olderGood);
        assertThat(report().job()).isEqualTo(newer);
    }

    @Test
    void alsoWhenTheSourceIsGoneByThen() {
        var older = delivered(BROKEN);
        var newer = delivered(new byte[] {4, 5, 6});
        disks.inbox().delete(KEY);
        cloud.tell(newer);
        cloud.tell(older);
        assertThat(report().job()).isEqualTo(newer);
    }

    @Test
    void anOlderBadVersionLeavesNoReportBesideTheResultOfANewerOne() {
        var older = delivered(BROKEN);
        cloud.finish(Cloud.put(disks, KEY, Sample.source(1)));
        cloud.tell(older);
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(KEY + ".png");
    }

    @Test
    void aRepeatWritesNothing() {
        var job = delivered(BROKEN);
        cloud.tell(job);
        var version = disks.outbox().version(REPORT);
        cloud.tell(job);
        assertThat(disks.outbox().version(REPORT)).isEqualTo(version);
        assertThat(cloud.laptop.notified).containsExactly(job + "-0", job + "-0");
    }

    @Test
    void aForeignFileOfThatNameIsNeverTouched() {
        disks.outbox().put(REPORT, new byte[] {7});
        cloud.finish(Cloud.put(disks, KEY, BROKEN));
        cloud.finish(Cloud.put(disks, KEY, Sample.source(1)));
        assertThat(Disks.bytes(disks.outbox(), REPORT)).containsExactly(7);
    }

    @Test
    void aReportOfAnotherSourceIsNeverTouched() {
        var other = new Provenance("0123456789abcdef01234567", "test://inbox/other");
        Cloud.write(disks.outbox(), REPORT, new byte[] {7}, other.metadata());
        cloud.finish(Cloud.put(disks, KEY, BROKEN));
        cloud.finish(Cloud.put(disks, KEY, Sample.source(1)));
        assertThat(Disks.bytes(disks.outbox(), REPORT)).containsExactly(7);
    }

    @Test
    void atWhateverCallANewerVersionIsDoneItsReportStays() {
        for (int call = 0; ; call++) {
            var places = Cloud.buckets();
            JobId older;
            try (var first = new Cloud(places)) {
                older = first.takeIn(Cloud.put(places, KEY, BROKEN)).job();
                first.deliver(older);
            }
            var newer = new JobId[1];
            var intrusion = new Intrusion(call, () -> {
                try (var other = new Cloud(places)) {
                    newer[0] = other.takeIn(Cloud.put(places, KEY, new byte[] {4, 5, 6}))
                            .job();
                    other.finish(newer[0]);
                }
            });
            try (var first = new Cloud(places.through(intrusion))) {
                first.tell(older);
            }
            if (!intrusion.happened()) {
                assertThat(call).isGreaterThan(4);
                return;
            }
            assertThat(report(places).job()).as("call %d", call).isEqualTo(newer[0]);
        }
    }

    @Test
    void anOutboxThatDoesNotAnswerKeepsNobodyUninformed() {
        var job = delivered(BROKEN);
        var outage = new Calls() {
            @Override
            public <T> T through(java.util.function.Supplier<T> call) {
                throw new StorageUnavailable("the outbox does not answer", null);
            }
        };
        var places = new Disks(disks.inbox(), disks.work(), new ObservedStorage(disks.outbox(), outage), disks.locks());
        try (var during = new Cloud(places)) {
            assertThatThrownBy(() -> during.tell(job)).isInstanceOf(StorageUnavailable.class);
            assertThat(during.laptop.notified).containsExactly(job + "-0");
        }
    }

    @Test
    void theLaptopWritesNone(@TempDir Path folder) {
        var places = Disks.inMemory(folder);
        places.inbox().put(Disks.SOURCE.key(), BROKEN);
        try (var laptop = new Laptop(places)) {
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Rejected.class);
        }
        assertThat(Disks.keys(places.outbox(), "")).isEmpty();
    }

    private JobId delivered(byte[] source) {
        var job = cloud.takeIn(Cloud.put(disks, KEY, source, Map.of())).job();
        cloud.deliver(job);
        return job;
    }

    private FailureReport report() {
        return report(disks);
    }

    private static FailureReport report(Disks disks) {
        return new JacksonCodec().decode(Disks.bytes(disks.outbox(), REPORT), FailureReport.class);
    }

    private Provenance provenance(String key) {
        return Provenance.of(disks.outbox().stat(key).orElseThrow()).orElseThrow();
    }
}
