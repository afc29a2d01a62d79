package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.job.OverdueAttempts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// An event that was lost is found by a look, and told: nothing fails, so nothing else tells of it.
class OverdueCallsTest {
    private final TestPipeline pipeline = new TestPipeline();

    @Test
    void aJobWhosePlanNeverBeganIsCountedOnceItIsOverdue() {
        var job = pipeline.takeIn("auto/a.png", new byte[] {1}).job();
        assertThat(found(OverdueAttempts.PATIENCE.minusHours(1))).isZero();
        assertThat(found(OverdueAttempts.PATIENCE.plusHours(1))).isOne();
        assertThat(pipeline.metrics.toString(StandardCharsets.UTF_8))
                .contains("\"OverdueAttempts\":1", "\"job\":\"%s\"".formatted(job));
    }

    private int found(Duration later) {
        return pipeline.overdue(Instant.now().plus(later))
                .handleRequest(JsonNodeFactory.instance.objectNode(), new TestContext())
                .path("overdue")
                .asInt();
    }
}
