package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Checks snapshots: a version that is started from one becomes inactive after 14 days without a call, and
/// then refuses calls until it has been initialised anew ("Lambda SnapStart and function states", Lambda
/// Developer Guide).
class SnapshotsTest {
    private static final Synthesized CLOUD = Synthesized.CLOUD;

    /// One function is called when something has failed, perhaps once a year, and must then work; one runs
    /// once a minute; and one may be slow.
    @Test
    void whatIsCalledHardlyEverOrAllTheTimeHasNone() {
        assertThat(CLOUD.resources("AWS::Lambda::Function").entrySet().stream()
                        .filter(entry -> !entry.getValue().has("SnapStart"))
                        .map(entry -> Grant.name(entry.getKey())))
                .containsExactly("FunctionsConnect", "FunctionsDeadLetter", "FunctionsOverdue", "PoolFunction");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DEAD_LETTER", "CONNECT", "OVERDUE", "POOL"})
    void everyOtherFunctionIsCalledOnceAWeekWhateverHappens(PipelineFunction function) {
        var alias = "Functions" + Names.pascal(function) + "Live";
        assertThat(CLOUD.resources("AWS::Events::Rule").values().stream()
                        .filter(rule -> rule.path("ScheduleExpression").asText().equals("rate(7 days)"))
                        .filter(rule -> rule.at("/Targets/0/Arn").toString().contains(alias)))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.get("Targets")).hasSize(1);
                    assertThat(rule.at("/Targets/0/Input").asText()).isEqualTo("{\"awake\":true}");
                });
    }
}
