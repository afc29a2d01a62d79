package dev.azulejo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.StageTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineTest {
    @Test
    void placeholdersAreThoseThatADeploymentMustFill() {
        assertThat(Machine.ENHANCE.placeholders())
                .containsExactly("Claim", "EnhanceClose", "TasksQueueUrl", "WorkBucket");
        assertThat(Machine.STITCH.placeholders()).containsExactly("Claim", "StitchClose", "StitchStrip", "WorkBucket");
    }

    @Test
    void eachStartsAtItsStagesObject() {
        assertThat(Machine.ENHANCE.trigger()).isEqualTo(StageTrigger.INFER);
        assertThat(Machine.STITCH.trigger()).isEqualTo(StageTrigger.STITCH);
    }

    @ParameterizedTest
    @EnumSource
    void eachClaimsUnderItsOwnName(Machine machine) {
        assertThat(machine.definition()).contains("\"machine\": \"" + machine.lowerCaseName() + "\"");
    }

    /// What a stage reads and writes is spelled out in a definition: here it is held to the table of the pipeline.
    @Test
    void theyReadAndLookForTheObjectsOfThePipeline() {
        assertThat(Machine.ENHANCE.definition())
                .contains("'jobs/{}/" + StageTrigger.STITCH.objectName() + "'", "'jobs/{}/shards.json'");
        assertThat(Machine.STITCH.definition())
                .contains(
                        "'jobs/{}/" + StageTrigger.STITCH.objectName() + "'",
                        "'jobs/{}/" + StageTrigger.DELIVER.objectName() + "'");
    }
}
