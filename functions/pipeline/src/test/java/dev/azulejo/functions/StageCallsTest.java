package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.storage.StorageUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageCallsTest {
    private static final Attempt ANY = Attempt.first(new JobId("0123456789abcdef01234567"));

    private final TestPipeline pipeline = new TestPipeline();

    @Test
    void aCloseThatMissesAShardEndsTheJobByNameAndReturns() {
        var job = pipeline.planned("photo-x2/a.png", TestPhotos.photo("png", 60, 60));

        var answer = pipeline.enhanceClose().handleRequest(TestEvents.ofJob(job), new TestContext());

        assertThat(answer).isEqualTo(TestEvents.json("{\"job\": \"%s\", \"ended\": \"failed\"}".formatted(job)));
        assertThat(pipeline.failure(job).damaged()).containsExactly("jobs/%s/tiles/0".formatted(job));
        assertThat(pipeline.failure(job).stage()).isEqualTo("infer");
        assertThat(pipeline.metrics()).contains("\"Failures\":0").doesNotContain("\"FailedJobs\"");
        pipeline.tell()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/outcome.json".formatted(job.job())),
                        new TestContext());
        assertThat(pipeline.metrics()).contains("\"FailedJobs\":1");
    }

    @Test
    void aStripWhoseTilesAreDamagedEndsTheJob() {
        var job = pipeline.planned("photo-x2/a.png", TestPhotos.photo("png", 60, 60));
        pipeline.infer(job);
        pipeline.enhanceClose().handleRequest(TestEvents.ofJob(job), new TestContext());
        pipeline.work.put("jobs/%s/tiles/0".formatted(job), new byte[] {1, 2, 3});

        var input = TestEvents.json(
                "{\"job\": \"%s\", \"attempt\": 0, \"result\": 0, \"first\": 0, \"count\": 1}".formatted(job));
        var answer = pipeline.stitchStrip().handleRequest(input, new TestContext());

        assertThat(answer.path("ended").asText()).isEqualTo("failed");
        assertThat(pipeline.failure(job).stage()).isEqualTo("stitch");
    }

    @Test
    void whatMayPassIsThrownSoThatSomebodyTriesAgain() {
        assertThatThrownBy(() -> pipeline.calls.forMachine(
                        StageTrigger.STITCH, TestEvents.ofJob(ANY), new TestContext(), job -> {
                            throw new TransientFailure("later");
                        }))
                .isInstanceOf(TransientFailure.class);
        assertThat(pipeline.metrics())
                .contains("\"Failures\":1")
                .contains(ANY.job().text());
    }

    @Test
    void aStorageThatDoesNotAnswerIsAFailureThatMachinesKnow() {
        assertThatThrownBy(() -> pipeline.calls.forMachine(
                        StageTrigger.STITCH, TestEvents.ofJob(ANY), new TestContext(), job -> {
                            throw new StorageUnavailable("no answer from the bucket", null);
                        }))
                .isExactlyInstanceOf(TransientFailure.class)
                .hasMessage("no answer from the bucket");
    }

    @Test
    void aBugIsThrownAsWhatItIs() {
        assertThatThrownBy(() -> pipeline.calls.forMachine(
                        StageTrigger.STITCH, TestEvents.ofJob(ANY), new TestContext(), job -> {
                            throw new IllegalStateException("a bug");
                        }))
                .isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndThatNobodyHearsOfIsNotLost() {
        var event = TestEvents.createdInWork("jobs/%s/attempts/0/outcome.json".formatted(ANY));

        assertThatThrownBy(() -> pipeline.tell().handleRequest(event, new TestContext()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("outcome.json is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\"}",
                "{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\", \"detail\": {\"bucket\": {\"name\":"
                        + " \"test-work\"}, \"object\": {\"key\": \"jobs/0123456789abcdef01234567/attempts/0/manifest.json\"}}}",
                "{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\", \"detail\": {\"bucket\": {\"name\":"
                        + " \"other\"}, \"object\": {\"key\": \"jobs/0123456789abcdef01234567/attempts/0/start.json\"}}}",
                "{\"detail-type\": \"ImageEnhancementRequested\", \"source\": \"x\", \"detail\": {\"specversion\":"
                        + " \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"t\", \"data\": {\"source\":"
                        + " {\"key\": \"k\"}, \"recipe\": \"photo-x2\"}}}"
            })
    void anEventThatStartsNoPlanIsRefusedByName(String event) {
        assertThatThrownBy(() -> pipeline.plan().handleRequest(TestEvents.json(event), new TestContext()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"job\": \"0123456789abcdef01234567\", \"result\": 0, \"first\": 0, \"count\": 1}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": -1, \"result\": 0, \"first\": 0, \"count\": 1}",
                "{\"job\": 7, \"attempt\": 0, \"result\": 0, \"first\": 0, \"count\": 1}",
                "{\"job\": \"../x\", \"attempt\": 0, \"result\": 0, \"first\": 0, \"count\": 1}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"result\": 0, \"first\": -1, \"count\": 1}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"result\": 0, \"first\": 0.5, \"count\": 1}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"first\": 0, \"count\": 1}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"result\": 0, \"first\": 0}"
            })
    void anInputThatNamesNoStripsIsRefusedByName(String input) {
        assertThatThrownBy(() -> pipeline.stitchStrip().handleRequest(TestEvents.json(input), new TestContext()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("the input");
    }
}
