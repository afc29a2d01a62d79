package dev.azulejo.arena.judge;

/// The reason why a judge's votes do not count, or what is odd about them, in words for the operator.
public record Fault(Kind kind, String words) {
    public enum Kind {
        FAILS_CATCH_TRIALS,
        PREFERS_A_SIDE,
        CONTRADICTS_ITSELF,
        /// The judge votes against the others: it may be a cheat, or the only one who is right. Such votes
        /// count.
        CONTRARY
    }
}
