package dev.azulejo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.azulejo.simulator.port.Coverage;
import dev.azulejo.simulator.port.Fault;
import dev.azulejo.simulator.port.PortCall;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs all modes together for a minute. `./simulator/run 10000 all` does the same for longer.
@Tag("slow")
class SimulationTest {
    private static final int SEEDS = 150;

    static Stream<String> modes() {
        return Mode.all().stream().map(Mode::name);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void noRuleIsViolated(String mode) throws Exception {
        var campaign = OneThread.runs(() -> new Campaign(Mode.named(mode), new Coverage()).run(1, SEEDS));
        assertThat(campaign.lines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aRunIsItsChoices(String mode) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            long its = seed;
            var run = OneThread.runs(() -> Run.of(Mode.named(mode), its, false));
            var repeated = OneThread.runs(() -> Run.of(Mode.named(mode), its, true));
            var replayed = OneThread.runs(() -> Run.of(Mode.named(mode), run.choices(), true));
            assertThat(repeated.hash()).isEqualTo(run.hash());
            assertThat(replayed.lines()).isEqualTo(repeated.lines());
            assertThat(replayed.violations()).isEqualTo(run.violations());
        }
    }

    @Test
    void anotherSeedIsAnotherRun() throws Exception {
        var hashes = OneThread.runs(() -> Stream.of(1, 2, 3)
                .map(seed -> Run.of(Mode.named("base"), seed, false).hash())
                .toList());
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void everyCallMeetsEveryFaultThatItCan() throws Exception {
        var coverage = new Coverage();
        OneThread.runs(() -> new Campaign(Mode.named("everything"), coverage).run(1, SEEDS));
        OneThread.runs(() -> new Campaign(Mode.named("laptop"), coverage).run(1, SEEDS));
        var reached = Stream.of(PortCall.READ, PortCall.PUT_IF_ABSENT, PortCall.LIST, PortCall.DELETE)
                .flatMap(call -> Stream.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.REFUSED)
                        .map(fault -> coverage.of(call, fault)));
        assertThat(reached).doesNotContain(0L);
        assertThat(coverage.of(PortCall.PUT_IF_ABSENT, Fault.ANSWER_LOST)).isPositive();
        assertThat(coverage.of(PortCall.PUT_IF_ABSENT, Fault.FULL)).isPositive();
    }

    @Test
    void aModeThatDoesNotExistIsRefusedWithAllThatDo() {
        assertThat(catchThrowable(() -> Mode.named("storm")))
                .hasMessageContaining("there is no mode storm")
                .hasMessageContaining("calm-dups");
    }
}
