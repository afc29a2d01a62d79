package dev.azulejo.simulator.port;

/// What may happen to a call.
public enum Fault {
    NONE,
    /// The process dies, and nothing has happened.
    KILLED_BEFORE,
    /// The process dies after the call has taken effect.
    KILLED_AFTER,
    /// The call gets no answer and has no effect: a server that is down or throttles.
    REFUSED,
    /// The call takes effect but gets no answer.
    ANSWER_LOST,
    /// The place has no room left.
    FULL,
    /// The call is refused for good and has no effect: a policy that lacks a right. It never happens by
    /// chance, since only people can mend it.
    DENIED;

    public boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER;
    }
}
