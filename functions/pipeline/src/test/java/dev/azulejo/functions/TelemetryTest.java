package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.PipelineFunction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final JsonNode NOTHING = TestEvents.json("{}");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Telemetry telemetry = new Telemetry(
            PipelineFunction.DELIVER,
            new Metrics(
                    PipelineFunction.DELIVER,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_123L))));

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(TestEvents::json)
                .toList();
    }

    private void call(Supplier<JsonNode> work) {
        telemetry.call(new TestContext(), NOTHING, work);
    }

    @Test
    void aCallThatKeepsTheFunctionAwakeDoesNothingAndCountsNowhere() {
        var answer = telemetry.call(new TestContext(), TestEvents.json("{\"awake\": true}"), () -> {
            throw new IllegalStateException("worked");
        });

        assertThat(answer).isEmpty();
        assertThat(lines()).isEmpty();
    }

    /// What the CloudWatch User Guide asks of a line, "Specification: Embedded metric format".
    @Test
    void aLineHasEveryMetricAndDimensionThatItsDirectiveNames() {
        call(() -> {
            telemetry.about("DELIVER", "0123456789abcdef01234567");
            return NOTHING;
        });

        var line = lines().getFirst();
        var directive = line.path("_aws").path("CloudWatchMetrics").get(0);
        assertThat(line.path("_aws").path("Timestamp").longValue()).isEqualTo(1_700_000_000_123L);
        assertThat(directive.path("Namespace").textValue()).isEqualTo("Azulejo");
        assertThat(directive.path("Dimensions")).isEqualTo(TestEvents.json("[[\"function\"]]"));
        assertThat(line.path("function").textValue()).isEqualTo("deliver");
        var metrics = StreamSupport.stream(directive.path("Metrics").spliterator(), false)
                .map(metric -> metric.path("Name").textValue())
                .toList();
        assertThat(metrics).containsExactlyInAnyOrder("StageSeconds", "ColdStart", "Failures");
        assertThat(metrics).allMatch(metric -> line.path(metric).isNumber());
        assertThat(line.path("job").textValue()).isEqualTo("0123456789abcdef01234567");
        assertThat(line.path("stage").textValue()).isEqualTo("DELIVER");
        assertThat(line.path("request").textValue()).isEqualTo("request-1");
    }

    @Test
    void onlyTheFirstCallIsCold() {
        call(() -> NOTHING);
        call(() -> NOTHING);

        assertThat(lines())
                .extracting(line -> line.path("ColdStart").intValue())
                .containsExactly(1, 0);
    }

    @Test
    void aCallThatFailsIsCountedAndSaysNothingOfTheNextOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> call(() -> {
                    telemetry.about("DELIVER", "0123456789abcdef01234567");
                    throw new IllegalStateException("broken");
                }));
        call(() -> NOTHING);

        assertThat(lines()).extracting(line -> line.path("Failures").intValue()).containsExactly(1, 0);
        assertThat(lines().getLast().has("job")).isFalse();
        assertThat(MDC.getMap()).isEmpty();
    }
}
