package dev.azulejo.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StateMachineTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final List<String> entered = new ArrayList<>();
    private int pauses;

    /// Services that fail the given number of times before they answer.
    private StateMachine.Services failing(int times) {
        return new StateMachine.Services() {
            private int left = times;

            @Override
            public void enters(String state) {
                entered.add(state);
            }

            @Override
            public JsonNode task(String resource, JsonNode parameters) {
                if (left-- > 0) {
                    throw new MachineFailure("Busy", "try again");
                }
                return NODES.objectNode().set("said", parameters);
            }

            @Override
            public void pause() {
                pauses++;
            }

            @Override
            public List<JsonNode> all(List<Supplier<JsonNode>> branches) {
                return branches.stream().map(Supplier::get).toList();
            }
        };
    }

    private static final String MACHINE = """
        {"StartAt": "Ask", "States": {
          "Ask": {"Type": "Task", "Resource": "r", "Parameters": {"key.$": "States.Format('jobs/{}/a', $.job)"},
            "ResultSelector": {"key.$": "$.said.key"}, "ResultPath": "$.answer",
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Broken"}], "Next": "End"},
          "End": {"Type": "Succeed"},
          "Broken": {"Type": "Fail", "ErrorPath": "$.failure.Error", "CausePath": "$.failure.Cause"}}}\
        """;

    private JsonNode run(int failures) {
        return new StateMachine(failing(failures))
                .run(Expression.json(MACHINE), NODES.objectNode().put("job", "j"), NODES.objectNode());
    }

    @Test
    void aTaskIsTriedAgainAsItsRuleSays() {
        assertThat(run(2).path("answer").path("key").asText()).isEqualTo("jobs/j/a");
        assertThat(entered).containsExactly("Ask", "End");
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void whatIsGivenUpIsCaughtAndToldByTheFail() {
        assertThatExceptionOfType(MachineFailure.class).isThrownBy(() -> run(3)).withMessage("Busy: try again");
        assertThat(entered).containsExactly("Ask", "Broken");
    }

    @Test
    void eachItemOfAMapIsABranch() {
        var map = Expression.json("""
            {"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemsPath": "$.all",
              "ItemSelector": {"job.$": "$.job", "number.$": "$$.Map.Item.Value"},
              "ItemProcessor": {"StartAt": "Keep", "States": {"Keep": {"Type": "Pass", "End": true}}},
              "End": true}}}\
            """);
        var input = NODES.objectNode().put("job", "j");
        input.putArray("all").add(4).add(5);
        var output = new StateMachine(failing(0)).run(map, input, NODES.objectNode());
        assertThat(output.toString()).isEqualTo("[{\"job\":\"j\",\"number\":4},{\"job\":\"j\",\"number\":5}]");
    }
}
