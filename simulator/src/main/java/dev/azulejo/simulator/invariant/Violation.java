package dev.azulejo.simulator.invariant;

/// A rule that did not hold.
///
/// @param rule its name
/// @param detail what was the case instead
public record Violation(String rule, String detail) {
    @Override
    public String toString() {
        return rule + ": " + detail;
    }
}
