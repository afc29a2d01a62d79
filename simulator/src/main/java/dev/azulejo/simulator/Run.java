package dev.azulejo.simulator;

import dev.azulejo.simulator.invariant.Violation;
import dev.azulejo.simulator.port.Coverage;
import dev.azulejo.simulator.schedule.Choice;
import dev.azulejo.simulator.schedule.Choices;
import dev.azulejo.simulator.schedule.ReplayedChoices;
import dev.azulejo.simulator.schedule.SeededChoices;
import dev.azulejo.simulator.schedule.Trace;
import java.util.List;
import java.util.Map;

/// The result of one run.
///
/// @param hash of its trace
/// @param switches how often another fiber went on
/// @param notes what is worth knowing, and how often
/// @param choices the unusual choices that it made
/// @param lines its trace, if it was asked for
public record Run(
        Mode mode,
        long hash,
        long steps,
        int switches,
        int faults,
        List<Violation> violations,
        Map<String, Integer> notes,
        List<Choice> choices,
        Coverage coverage,
        List<String> lines) {

    /// The choices and the trace that a world is made with.
    public record Setting(Choices choices, Trace trace) {}

    /// Runs a mode with choices made by a seed.
    public static Run of(Mode mode, long seed, boolean isTold) {
        return of(mode, new SeededChoices(seed), isTold);
    }

    /// Runs a mode again with the choices that another run made.
    public static Run of(Mode mode, List<Choice> choices, boolean isTold) {
        return of(mode, new ReplayedChoices(choices), isTold);
    }

    private static Run of(Mode mode, Choices choices, boolean isTold) {
        var trace = new Trace(isTold);
        var world = mode.world(new Setting(choices, trace));
        world.begin();
        return new Run(
                mode,
                trace.hash(),
                world.scheduler().step(),
                world.scheduler().switches(),
                world.faultCount(),
                world.violations(),
                world.notes(),
                choices.made(),
                world.coverage(),
                trace.lines());
    }
}
