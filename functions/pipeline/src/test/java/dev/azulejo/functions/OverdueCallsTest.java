package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.testkit.NthCall.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /// A look that fails does so by name, and the next one finds what it has not.
    @ParameterizedTest
    @EnumSource
    void whateverHappensToALookTheNextOneFindsIt(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var place = new MemoryStorage();
            place.put("jobs/%024x/attempts/0/start.json".formatted(1), new byte[] {1});
            var look = new OverdueAttempts(call.to(place));
            var later = Instant.now().plus(OverdueAttempts.PATIENCE.plusHours(1));
            call.during(() -> look.at(later));

            assertThat(look.at(later)).hasSize(1);
        });
        assertThat(calls).isPositive();
    }

    private int found(Duration later) {
        return pipeline.overdue(Instant.now().plus(later))
                .handleRequest(JsonNodeFactory.instance.objectNode(), new TestContext())
                .path("overdue")
                .asInt();
    }
}
