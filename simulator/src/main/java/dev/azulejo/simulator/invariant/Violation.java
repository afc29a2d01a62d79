package dev.azulejo.simulator.invariant;

/// A violation of a rule.
///
/// @param rule its name
/// @param detail what happened instead
public record Violation(String rule, String detail) {
    @Override
    public String toString() {
        return rule + ": " + detail;
    }
}
