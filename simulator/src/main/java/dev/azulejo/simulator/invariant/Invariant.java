package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.place.Delete;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import java.util.stream.Stream;

/// A rule that must hold.
///
/// @param name of its violations
/// @param rule in plain words
public record Invariant(String name, String rule, Check check) {
    /// When a rule is checked. Each text that a check returns describes a violation.
    sealed interface Check {}

    /// Checked for each object that appears, before the history knows of it.
    non-sealed interface AtWrite extends Check {
        Stream<String> violations(History before, Write write);
    }

    /// Checked for each object that is deleted, before it is gone.
    non-sealed interface AtDelete extends Check {
        Stream<String> violations(History before, Delete delete);
    }

    /// Checked when a process is told how an attempt ended.
    non-sealed interface AtTold extends Check {
        Stream<String> violations(History before, Outcome outcome, SimProcess by);
    }

    /// Checked once nothing happens any more.
    non-sealed interface AtEnd extends Check {
        Stream<String> violations(History history, Circumstances circumstances);
    }

    static Invariant atWrite(String name, String rule, AtWrite check) {
        return new Invariant(name, rule, check);
    }

    static Invariant atDelete(String name, String rule, AtDelete check) {
        return new Invariant(name, rule, check);
    }

    static Invariant atTold(String name, String rule, AtTold check) {
        return new Invariant(name, rule, check);
    }

    static Invariant atEnd(String name, String rule, AtEnd check) {
        return new Invariant(name, rule, check);
    }
}
