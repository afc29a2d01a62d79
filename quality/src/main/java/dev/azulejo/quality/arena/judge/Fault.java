package dev.azulejo.quality.arena.judge;

/// Why the votes of a judge do not count, as the operator is told it.
public record Fault(Kind kind, String words) {
    public enum Kind {
        FAILS_CATCH_TRIALS,
        PREFERS_A_SIDE,
        CONTRADICTS_ITSELF,
        CONTRARY
    }
}
