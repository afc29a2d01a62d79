package dev.azulejo.simulator;

import static dev.azulejo.simulator.Script.isThere;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Checks that a story that did not happen is reported.
class ScriptTest {
    @Test
    void aPauseThatIsNeverMetIsMissed() throws Exception {
        var played =
                Script.of("calm").pause("deliver#7", "writes* *", isThere("x")).play();
        assertThat(played.missed()).containsExactly("deliver#7, writes* *: waits until x is there");
        assertThat(played.violations()).isEmpty();
    }

    @Test
    void aPauseThatNeverEndsIsMissed() throws Exception {
        var played =
                Script.of("calm").pause("deliver#1", "writes* *", isThere("x")).play();
        assertThat(played.missed()).hasSize(1);
        assertThat(played.violations()).isNotEmpty();
    }

    @Test
    void aFaultThatNothingMeetsIsMissed() throws Exception {
        var played = Script.of("calm")
                .killBefore("plan#1", "writes* *start.json")
                .refuse("plan#1", "reads *request.json")
                .play();
        assertThat(played.missed()).containsExactly("plan#1, writes* *start.json: KILLED_BEFORE");
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @Test
    void aChoiceThatNobodyAsksForIsMissed() throws Exception {
        var played = Script.of("calm").choosing("somebody sings", 1).play();
        assertThat(played.missed()).containsExactly("somebody sings");
    }

    @Test
    void whoNeverActsIsMissed() throws Exception {
        var played = Script.of("calm")
                .somebody("waits for ever", isThere("x"), _ -> {})
                .play();
        assertThat(played.missed()).containsExactly("waits for ever");
    }

    @Test
    void aStoryIsTheSameEachTime() throws Exception {
        var lines = Script.of("base").refuse("intake#1", "reads *").play().lines();
        assertThat(Script.of("base").refuse("intake#1", "reads *").play().lines())
                .isEqualTo(lines);
    }
}
