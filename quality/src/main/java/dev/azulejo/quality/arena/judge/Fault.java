package dev.azulejo.quality.arena.judge;

/// Why the votes of a judge do not count, or what is odd about them, as the operator is told it.
public record Fault(Kind kind, String words) {
    public enum Kind {
        FAILS_CATCH_TRIALS,
        PREFERS_A_SIDE,
        CONTRADICTS_ITSELF,
        /// Votes against the others: it may be a cheat, or the only one who is right. Such votes count.
        CONTRARY
    }
}
