package dev.azulejo.integration.machines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Machine;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StitchMachineIT {
    private final Stage stage;

    StitchMachineIT(AwsClients aws) {
        stage = new Stage(aws, Machine.STITCH, true);
    }

    @Test
    void aSmallImageIsOneCall() {
        var job = stage.job();
        stage.inferred(job, 1);

        var execution = stage.start(job);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).endsWith("OneOrMany", "Stitch", "Close").doesNotContain("Strips");
        assertThat(execution.payloads().stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"job\":\"%s\",\"attempt\":0,\"machine\":\"stitch\",\"execution\":\"%s\"}"
                                .formatted(job, execution.arn()),
                        "{\"job\":\"%s\",\"attempt\":0,\"result\":0,\"first\":0,\"count\":2}".formatted(job),
                        "{\"job\":\"%s\",\"attempt\":0}".formatted(job));
    }

    @Test
    void aLargeOneIsACallForEachRunOfStrips() {
        var job = stage.job();
        stage.inferred(job, 3);

        var execution = stage.start(job);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.payloads().stream()
                        .filter(payload -> payload.has("count"))
                        .map(payload -> "%s from %s".formatted(payload.path("result"), payload.path("first"))))
                .containsExactlyInAnyOrder("0 from 0", "1 from 2", "2 from 4");
        assertThat(execution.path()).contains("Strips").endsWith("Close");
    }

    @Test
    void aStripThatFailsIsClosedAndThenTheMachines() {
        for (int runs : new int[] {1, 2}) {
            var job = stage.job("e");
            stage.inferred(job, runs);

            var execution = stage.start(job);

            assertThat(execution.end())
                    .startsWith("FAILED java.lang.IllegalStateException")
                    .contains("planted");
            assertThat(execution.path()).contains("CloseAfterFailure").endsWith("IsStitched", "Failed");
        }
    }

    @Test
    void aFailureThatLeftNothingUndoneIsNone() {
        var job = stage.job("e");
        stage.inferred(job, 1);
        stage.put(job, "attempts/0/stitched.json", "{}");

        var execution = stage.start(job);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).endsWith("Stitched");
    }

    @Test
    void aCloseThatFailsFailsTheExecution() {
        var job = stage.job("f");
        stage.inferred(job, 1);

        assertThat(stage.start(job).end()).startsWith("FAILED java.lang.IllegalStateException");
    }

    @Test
    void aDecidedJobIsClosedAndNothingElse() {
        var execution = stage.start(stage.job("d"));

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).containsExactly("Job", "Claim", "MayWork", "Close");
    }

    @Test
    void aJobThatAnotherExecutionHoldsIsLeftToThat() {
        var execution = stage.start(stage.job("a"));

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).containsExactly("Job", "Claim", "MayWork", "Held");
    }
}
