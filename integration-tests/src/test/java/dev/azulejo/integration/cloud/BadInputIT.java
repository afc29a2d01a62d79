package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.events.EventNames;
import dev.azulejo.integration.command.BadFiles;
import dev.azulejo.integration.command.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What customers drop by mistake, and what events say that is not so: each ends with a reason, none of it in a
/// dead-letter queue unless no job can be named.
@OnCloud
class BadInputIT {
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cloud cloud;

    BadInputIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated.png", "50%+ truncated & ünïcode.jpg"})
    void aTruncatedPhotographIsRejectedInTheOutbox(String name) throws IOException {
        var whole = Pictures.encoded(
                Pictures.part("astronaut.png", 0, 0, 400, 300), name.substring(name.lastIndexOf('.') + 1));
        var rejected = rejected("photo-x2/a/b/" + name, Arrays.copyOf(whole, whole.length / 2), Reason.UNREADABLE);
        assertThat(rejected.detail()).isNotBlank();
        assertThat(report("photo-x2/a/b/" + name).toString())
                .contains(rejected.job().text());
        assertNoDeadLetter();
    }

    @Test
    void aPictureTooLargeIsRefusedByItsHeader() {
        var png = BadFiles.claiming(65_536, 65_536);
        var rejected = rejected("photo-x2/huge.png", png, Reason.TOO_MANY_PIXELS);
        assertThat(rejected.detail()).contains("65536");
    }

    @Test
    void noPictureAtAllIsRefused() {
        rejected("photo-x2/notes.jpg", "milk, bread".getBytes(StandardCharsets.UTF_8), Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void aFolderThatIsNoRecipeIsNamedTogetherWithThoseThereAre() throws IOException {
        var rejected = rejected("foto-x2/cat.png", picture(), Reason.UNKNOWN_OPTION);
        assertThat(rejected.detail()).contains("foto-x2").contains("photo-x2").contains("photo-x4");
        assertThat(report("foto-x2/cat.png").toString()).contains("photo-x4");
    }

    @Test
    void allErrorsOfASidecarAreToldAtOnce() {
        var key = "photo-x2/sidecar/wrong.png";
        cloud.drop(
                key + ".azulejo.json",
                "{\"qualty\": 80, \"format\": \"gif\", \"quality\": 101}".getBytes(StandardCharsets.UTF_8));
        assertThat(rejected(key, picture(), Reason.UNKNOWN_OPTION).detail())
                .contains("qualty")
                .contains("gif")
                .contains("101");
    }

    @Test
    void aSidecarThatIsNoJsonIsNamedWithThePlace() {
        var key = "photo-x2/sidecar/broken.png";
        cloud.drop(key + ".azulejo.json", "{\"quality\": 80,\n oops}".getBytes(StandardCharsets.UTF_8));
        assertThat(rejected(key, picture(), Reason.UNKNOWN_OPTION).detail())
                .contains("broken.png.azulejo.json")
                .contains("line 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventForAnObjectOrAVersionThatVanishedIsRejected(boolean hasAnotherVersion) {
        var key = "photo-x2/vanished/%s.png".formatted(hasAnotherVersion ? "version" : "object");
        var vanished = cloud.drop(key + ".part", picture()); // which intake ignores
        cloud.aws()
                .s3()
                .deleteObject(delete -> delete.bucket(cloud.output(StackOutput.INBOX_BUCKET))
                        .key(key + ".part")
                        .versionId(vanished));
        if (hasAnotherVersion) {
            var tasks = new HeldTasks(cloud); // of a job that nobody awaits, which others would find
            tasks.reportSuccess(tasks.take(cloud.awaitJob(cloud.drop(key, picture()), SOON), SOON));
        }
        sendCreated(key, vanished);
        var outcome = cloud.awaitOutcome(cloud.awaitJob(vanished, SOON), SOON);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SOURCE_CHANGED));
    }

    @Test
    void aMalformedEventEndsInTheLastDeadLetterQueueWithWhatIsWrong() {
        cloud.send(
                cloud.output(StackOutput.BUS_NAME),
                "somebody",
                EventNames.REQUESTED,
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"data\": {}}");
        var message = Cloud.await("a dead letter", SOON, () -> cloud.receive(StackOutput.UNEXPLAINED_QUEUE_URL));
        assertThat(message).contains(EventNames.REQUESTED).contains("event at $.detail.data.source");
    }

    private Rejected rejected(String key, byte[] file, Reason reason) {
        JobId job = cloud.awaitJob(cloud.drop(key, file), SOON);
        assertThat(cloud.awaitOutcome(job, SOON))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        outcome -> assertThat(outcome.reason())
                                .as(outcome.detail())
                                .isEqualTo(reason));
        assertThat(cloud.outbox().exists(key)).isFalse();
        return (Rejected) cloud.jobs().outcome(Attempt.first(job)).orElseThrow();
    }

    private JsonNode report(String key) throws IOException {
        cloud.awaitObject(cloud.outbox(), key + ".error.json", SOON);
        return JSON.readTree(cloud.bytes(cloud.outbox(), key + ".error.json"));
    }

    private void sendCreated(String key, String version) {
        cloud.send("default", EventNames.S3, EventNames.OBJECT_CREATED, """
                {"version": "0", "bucket": {"name": "%s"},
                 "object": {"key": "%s", "size": 1000, "etag": "b1946ac92492d2347c6235b4d2611184",
                            "version-id": "%s", "sequencer": "00617F08299329D189"},
                 "reason": "PutObject"}""".formatted(
                        cloud.output(StackOutput.INBOX_BUCKET), key, version));
    }

    private void assertNoDeadLetter() {
        for (var queue : new StackOutput[] {StackOutput.DEAD_STAGES_QUEUE_URL, StackOutput.UNEXPLAINED_QUEUE_URL}) {
            assertThat(cloud.messages(queue)).as(queue.text()).isZero();
        }
    }

    private static byte[] picture() {
        return Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 64, 48), "png");
    }
}
