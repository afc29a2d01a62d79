package dev.azulejo.core.job.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.MemoryStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTriggerTest {
    private static final Attempt FIRST = new Attempt(new JobId("0123456789abcdef01234567"), 0);

    @Test
    void theTableIsThatOfTheDesign() {
        assertThat(StageTrigger.values())
                .extracting(stage -> stage + " " + stage.key(FIRST))
                .containsExactly(
                        "PLAN jobs/0123456789abcdef01234567/attempts/0/start.json",
                        "INFER jobs/0123456789abcdef01234567/attempts/0/manifest.json",
                        "STITCH jobs/0123456789abcdef01234567/attempts/0/inferred.json",
                        "DELIVER jobs/0123456789abcdef01234567/attempts/0/stitched.json",
                        "NOTIFY jobs/0123456789abcdef01234567/attempts/0/outcome.json");
    }

    @Test
    void theStageThatIsDueIsThatOfTheFurthestObject() {
        var work = new MemoryStorage();
        assertThat(StageTrigger.dueFor(FIRST, work)).isEmpty();
        for (var stage : StageTrigger.values()) {
            work.put(stage.key(FIRST), new byte[0]);
            assertThat(StageTrigger.dueFor(FIRST, work)).contains(stage);
        }
        work.delete(StageTrigger.INFER.key(FIRST));
        assertThat(StageTrigger.dueFor(FIRST, work)).contains(StageTrigger.NOTIFY);
    }

    @ParameterizedTest
    @EnumSource
    void anObjectTellsWhichStageItStarts(StageTrigger stage) {
        assertThat(StageTrigger.of(stage.key(FIRST))).contains(stage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs/0123456789abcdef01234567/shards.json",
                "jobs/0123456789abcdef01234567/request.json",
                "jobs/0123456789abcdef01234567/outcome.json",
                "jobs/0123456789abcdef01234567/attempts/0/decision.json",
                "jobs/0123456789abcdef01234567/attempts/0/strips/outcome.json",
                "jobs/0123456789abcdef01234567/source/0",
                "jobs/0123456789abcdef01234567/attempts/0.outcome.json",
                "jobs/0123456789abcdef01234567/attempts/outcome.json",
                "jobs/0123456789abcdef01234567/attempts/0/enhance.claim",
                "jobs/0123456789abcdef01234567/attempts/0/start.json.tmp",
                "jobs/0123456789abcdef01234567/",
                "intake/0123456789abcdef01234567.json",
                "photos/request.json",
                "request.json"
            })
    void noOtherObjectStartsAnything(String key) {
        assertThat(StageTrigger.of(key)).isEmpty();
    }

    @Test
    void theLaterStagesComeInTheirOrder() {
        assertThat(StageTrigger.INFER.later())
                .containsExactly(StageTrigger.STITCH, StageTrigger.DELIVER, StageTrigger.NOTIFY);
        assertThat(StageTrigger.NOTIFY.later()).isEmpty();
    }
}
