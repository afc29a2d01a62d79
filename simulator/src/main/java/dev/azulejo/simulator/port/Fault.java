package dev.azulejo.simulator.port;

/// What may happen to a call.
public enum Fault {
    NONE,
    /// The process dies, and nothing has happened.
    KILLED_BEFORE,
    /// The process dies once it has taken effect.
    KILLED_AFTER,
    /// No answer, and nothing has happened: a server that is down, or that has enough of us.
    REFUSED,
    /// No answer, although it has taken effect.
    ANSWER_LOST,
    /// The place has no room.
    FULL,
    /// Refused for good, and nothing has happened: a policy that lacks a right. Never by chance: only people mend it.
    DENIED;

    public boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER;
    }
}
