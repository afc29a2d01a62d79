package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.Correlation;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeEventTest {
    private static final URI WORK = URI.create("s3://azulejo-work");
    private static final Instant TIME = Instant.parse("2026-11-25T10:14:31.250Z");
    private static final String ALMOST_TOO_LONG = "写".repeat(80_000);

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments(SampleOrder.enhanced(), "ImageEnhanced"),
                arguments(SampleOrder.superseded(), "ImageSuperseded"),
                arguments(SampleOrder.rejected(), "ImageRejected"),
                arguments(SampleOrder.failed(), "ImageFailed"),
                arguments(SampleOrder.cancelled(), "ImageCancelled"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void eachEndHasItsEvent(Outcome outcome, String detailType) {
        var event = event(outcome, Optional.of(SampleOrder.CORRELATION));
        assertThat(event.detailType()).isEqualTo(detailType);
        assertThat(OutcomeEvent.TYPES).hasSize(5).contains(event.type());
        var detail = Samples.tree(event.detail().getBytes(UTF_8));
        var sample = detailType.replace("Image", "image-").toLowerCase(Locale.ROOT) + ".json";
        assertThat(detail).isEqualTo(EventSamples.tree(sample));
        assertThat(detail.get("type").asText()).isEqualTo(event.type());
        assertThat(EventSamples.errors("image-ended", detail)).isEmpty();
        assertThat(EventSamples.errors("cloudevent", detail)).isEmpty();
        assertThat(Schemas.errors(JobObject.OUTCOME, detail.get("data"))).isEmpty();
    }

    @Test
    void anEndSaysWhoAskedOrWhatWasDropped() {
        var outcome = SampleOrder.enhanced();
        var asked = Samples.tree(
                event(outcome, Optional.of(SampleOrder.CORRELATION)).detail().getBytes(UTF_8));
        var request = EventSamples.tree("image-enhancement-requested.json");
        assertThat(asked.at("/data/correlation/id")).isEqualTo(request.at("/detail/id"));
        assertThat(asked.at("/data/correlation/source")).isEqualTo(request.at("/detail/source"));
        var drop = Optional.of(Correlation.ofDrop(outcome.source()));
        var dropped = Samples.tree(event(outcome, drop).detail().getBytes(UTF_8));
        assertThat(dropped.at("/data/correlation").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("key", "version");
        assertThat(EventSamples.errors("image-ended", dropped)).isEmpty();
        var half = (ObjectNode) asked.at("/data/correlation");
        half.remove("id");
        assertThat(EventSamples.errors("image-ended", asked)).isNotEmpty();
        assertThat(Samples.tree(event(outcome).detail().getBytes(UTF_8))
                        .at("/data/correlation")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void anEventThatTriesAWebhookIsACloudEventToo() {
        var trial = Samples.tree(TrialEvent.of("test-1", "w1", WORK, TIME).getBytes(UTF_8));
        assertThat(EventSamples.errors("cloudevent", trial)).isEmpty();
        assertThat(trial.get("type").asText()).isEqualTo(TrialEvent.TYPE);
        assertThat(trial.at("/data/webhook").asText()).isEqualTo("w1");
    }

    @Test
    void theRulesOfCloudEventsCanBeBroken() {
        for (var missing : List.of("id", "source", "specversion", "type")) {
            var detail = (ObjectNode) EventSamples.tree("image-enhanced.json");
            detail.remove(missing);
            assertThat(EventSamples.errors("cloudevent", detail)).as(missing).isNotEmpty();
        }
        var wrong = (ObjectNode) EventSamples.tree("image-enhanced.json");
        assertThat(EventSamples.errors("cloudevent", wrong.deepCopy().put("time", "yesterday")))
                .isNotEmpty();
        assertThat(EventSamples.errors("cloudevent", wrong.deepCopy().put("dataContentType", "x")))
                .isNotEmpty();
        assertThat(EventSamples.errors("cloudevent", wrong.deepCopy().put("source", "a b")))
                .isNotEmpty();
    }

    @Test
    void aRepeatIsTheSameEvent() {
        var outcome = SampleJob.succeeded(null);
        assertThat(event(outcome)).isEqualTo(event(SampleJob.succeeded(null)));
    }

    @Test
    void whatDoesNotFitIntoAnEntryIsCutAndSaysWhereTheWholeIs() {
        var job = SampleJob.request().job();
        var whole = "jobs/%s/attempts/0/outcome.json".formatted(job);
        var failed = (Failed) cut(new Failed(
                1,
                job,
                0,
                SampleJob.request().source(),
                "infer",
                "PermanentFailure",
                ALMOST_TOO_LONG + "写".repeat(80_000),
                IntStream.range(0, 5000)
                        .mapToObj(i -> "jobs/%s/tiles/%d".formatted(job, i))
                        .toList()));
        assertThat(failed.detail()).startsWith("写写").endsWith("... (the whole is in %s)".formatted(whole));
        assertThat(failed.damaged()).hasSize(51).endsWith("... and 4950 more in " + whole);
        var rejected = (Rejected) cut(
                new Rejected(1, job, 0, SampleJob.request().source(), Reason.UNKNOWN_OPTION, "\u0001".repeat(60_000)));
        assertThat(rejected.detail()).endsWith(whole + ")");
        var sample = SampleJob.succeeded(null);
        var many = IntStream.range(0, 2000)
                .mapToObj(i -> i + "\u0001".repeat(2_000))
                .toList();
        var succeeded = (Succeeded) cut(new Succeeded(
                1,
                job,
                0,
                sample.source(),
                sample.recipe(),
                sample.steps(),
                null,
                null,
                null,
                null,
                sample.seconds(),
                many,
                many));
        assertThat(succeeded.warnings()).hasSize(51).endsWith("... and 1950 more in " + whole);
        assertThat(succeeded.fingerprints()).hasSize(51).doesNotHaveDuplicates();
    }

    @Test
    void whatFitsIsLeftWhole() {
        var sample = SampleJob.succeeded(null);
        var many = Collections.nCopies(1000, "x".repeat(200));
        var outcome = new Succeeded(
                1,
                sample.job(),
                0,
                sample.source(),
                sample.recipe(),
                sample.steps(),
                null,
                null,
                null,
                null,
                sample.seconds(),
                List.of(),
                many);
        assertThat(data(event(outcome))).isEqualTo(outcome);
    }

    private static Outcome cut(Outcome outcome) {
        var event = event(outcome);
        assertThat(event.detail().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(OutcomeEvent.MAX_DETAIL_BYTES);
        assertThat(EventSamples.errors(
                        "image-ended", Samples.tree(event.detail().getBytes(UTF_8))))
                .isEmpty();
        return data(event);
    }

    private static Outcome data(OutcomeEvent event) {
        var data = Samples.tree(event.detail().getBytes(UTF_8)).get("data");
        return new JacksonCodec().decode(data.toString().getBytes(UTF_8), Outcome.class);
    }

    private static OutcomeEvent event(Outcome outcome) {
        return event(outcome, Optional.empty());
    }

    private static OutcomeEvent event(Outcome outcome, Optional<Correlation> correlation) {
        return OutcomeEvent.of(outcome.job() + "-" + outcome.attempt(), outcome, correlation, WORK, TIME);
    }
}
