package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.events.EventNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionChainTest {
    private final TestPipeline pipeline = new TestPipeline();

    @ParameterizedTest
    @CsvSource({"photo-x2/a b+c%20.jpg, jpg, 2", "photo-x4/deep/er/ü.png, png, 4"})
    void eachFunctionStartsFromWhatTheOneBeforeHasWritten(String key, String format, int scale) {
        var job = pipeline.stitched(key, TestPhotos.photo(format, 90, 70));

        var delivered = pipeline.deliver()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/stitched.json".formatted(job)), new TestContext());
        var told = pipeline.tell()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/outcome.json".formatted(job)), new TestContext());

        var answer = TestEvents.json("{\"job\": \"%s\"}".formatted(job));
        assertThat(delivered).isEqualTo(answer);
        assertThat(told).isEqualTo(answer);
        assertThat(pipeline.objects.outcome(job)).containsInstanceOf(Outcome.Succeeded.class);
        assertThat(pipeline.notified).containsExactly(job + "-0");
        var result = TestPhotos.read(pipeline.outbox.read(key));
        assertThat(result.getWidth()).isEqualTo(90 * scale);
        assertThat(result.getHeight()).isEqualTo(70 * scale);
    }

    /// A GPU would be woken for what takes no model.
    @Test
    void planMakesWhatNoModelSees() {
        var job = pipeline.planned("auto/pattern.png", TestPhotos.pattern(120, 90));

        var plan = pipeline.objects.manifest(job).plan();
        assertThat(plan.chain().interpolates()).isTrue();
        assertThat(pipeline.objects.shards(job.job()).shards())
                .isNotEmpty()
                .allMatch(shard -> pipeline.work.exists(JobKeys.tiles(job.job(), shard.id())));
        var photograph = pipeline.planned("auto/photograph.png", TestPhotos.photo("png", 90, 70));
        assertThat(pipeline.work.exists(JobKeys.tiles(photograph.job(), 0))).isFalse();
    }

    @Test
    void whatIsNoSourceMakesNoJob() {
        pipeline.inbox.put("photo-x2/azulejo.json", new byte[] {'{', '}'});

        var answer = pipeline.intake()
                .handleRequest(
                        TestEvents.created(TestEvents.INBOX, "photo-x2/azulejo.json", "v", 2), new TestContext());

        assertThat(answer).isEmpty();
        try (var objects = pipeline.work.list("")) {
            assertThat(objects).isEmpty();
        }
    }

    @Test
    void aProgramMayAskForAnImageToo() {
        pipeline.inbox.put("x/photo.png", TestPhotos.photo("png", 40, 40));

        var answer = pipeline.intake()
                .handleRequest(TestEvents.json("""
                        {"version": "0", "id": "1", "detail-type": "%s", "source": "shop",
                         "detail": {"specversion": "1.0", "id": "order-7", "source": "shop", "type": "t",
                                    "data": {"source": {"key": "x/photo.png"}, "recipe": "photo-x2"}}}
                        """.formatted(EventNames.REQUESTED)), new TestContext());

        assertThat(answer.path("job").asText()).hasSize(24);
    }

    @Test
    void aTruncatedPhotographIsRejectedAndItsReportLiesInTheOutbox() {
        var photo = TestPhotos.photo("jpg", 200, 200);
        var job = pipeline.planned("photo-x2/cut.jpg", java.util.Arrays.copyOf(photo, photo.length / 2));

        pipeline.tell()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/outcome.json".formatted(job)), new TestContext());

        assertThat(pipeline.objects.outcome(job)).containsInstanceOf(Outcome.Rejected.class);
        assertThat(pipeline.outbox.exists("photo-x2/cut.jpg.error.json")).isTrue();
    }
}
