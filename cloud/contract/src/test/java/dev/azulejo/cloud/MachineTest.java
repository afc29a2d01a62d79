package dev.azulejo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.StageTrigger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineTest {
    private static final String WORK = StackOutput.WORK_BUCKET.text();
    private static final Pattern SAID = Pattern.compile("\"(\\w+)([.][$])?\":");

    @Test
    void aPlaceholderIsAFunctionOrAnOutputOfTheStack() {
        assertThat(Machine.ENHANCE.functions()).containsExactly(PipelineFunction.CLAIM, PipelineFunction.ENHANCE_CLOSE);
        assertThat(Machine.STITCH.functions())
                .containsExactly(PipelineFunction.CLAIM, PipelineFunction.STITCH_STRIP, PipelineFunction.STITCH_CLOSE);
        assertThat(others(Machine.ENHANCE)).containsExactly(StackOutput.TASKS_QUEUE_URL.text(), WORK);
        assertThat(others(Machine.STITCH)).containsExactly(WORK);
    }

    private static Set<String> others(Machine machine) {
        var others = new TreeSet<>(machine.placeholders());
        machine.functions().forEach(function -> others.remove(Names.pascal(function)));
        return others;
    }

    /// Without this test, a field that no function reads, or an answer that none gives, would be noticed
    /// only in an account.
    @Test
    void whatTheySayToFunctionsAndHearOfThemIsOfTheContract() {
        for (var machine : Machine.values()) {
            var fields = State.of(machine).stream()
                    .filter(state -> state.calls(":lambda:invoke"))
                    .map(state -> state.json().at("/Parameters/Payload").toString())
                    .flatMap(payload -> SAID.matcher(payload).results())
                    .map(field -> field.group(1));
            assertThat(fields)
                    .as(machine.text())
                    .isNotEmpty()
                    .isSubsetOf(
                            CallField.JOB,
                            CallField.ATTEMPT,
                            CallField.MACHINE,
                            CallField.EXECUTION,
                            CallField.RESULT,
                            CallField.FIRST,
                            CallField.COUNT);
            for (var answer : ClaimAnswer.values()) {
                assertThat(machine.definition()).contains("\"StringEquals\": \"%s\"".formatted(answer.text()));
            }
            assertThat(machine.definition()).contains("$.Payload." + CallField.CLAIM);
        }
    }

    @Test
    void eachStartsAtItsStagesObject() {
        assertThat(Machine.ENHANCE.trigger()).isEqualTo(StageTrigger.INFER);
        assertThat(Machine.STITCH.trigger()).isEqualTo(StageTrigger.STITCH);
    }

    @ParameterizedTest
    @EnumSource
    void eachClaimsUnderItsOwnName(Machine machine) {
        assertThat(machine.definition()).contains("\"machine\": \"" + machine.text() + "\"");
    }

    /// A definition spells out what a stage reads and writes: this compares it with the table of the
    /// pipeline.
    @Test
    void theyReadAndLookForTheObjectsOfThePipeline() {
        assertThat(Machine.ENHANCE.definition())
                .contains("'jobs/{}/attempts/{}/" + StageTrigger.STITCH.objectName() + "'", "'jobs/{}/shards.json'");
        assertThat(Machine.STITCH.definition())
                .contains(
                        "'jobs/{}/attempts/{}/" + StageTrigger.STITCH.objectName() + "'",
                        "'jobs/{}/attempts/{}/" + StageTrigger.DELIVER.objectName() + "'");
    }

    /// Each shard is treated alike, whether it has an execution of its own or not. Names of states are given once in a
    /// machine.
    @Test
    void fewShardsAreDoneAsMany() {
        var states = State.parse(Machine.ENHANCE).get("States");
        var few = states.at("/FewShards/ItemProcessor/States")
                .toString()
                .replace("LookForTilesOfFew", "LookForShardTiles")
                .replace("InferOfFew", "InferShard")
                .replace("OfFew", "");

        assertThat(few).isEqualTo(states.at("/Shards/ItemProcessor/States").toString());
        for (var field : List.of("ItemSelector", "ResultSelector", "ResultPath", "Catch", "Next")) {
            assertThat(states.get("FewShards").get(field))
                    .isEqualTo(states.get("Shards").get(field));
        }
    }
}
