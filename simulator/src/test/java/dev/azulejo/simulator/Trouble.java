package dev.azulejo.simulator;

/// What a stage is in: columns of the table in `docs/faults.md`.
///
/// Two minutes of throttling outlast the SDK's own tries and those of a state machine; the two tries after the first
/// one that Lambda gives an event come a minute and three minutes later.
enum Trouble {
    KILLED_BEFORE("killed once", false),
    KILLED_AFTER("killed once", false),
    KILLED_EACH_TIME("killed at each try", true),
    /// For longer than its repeats take.
    SLOW("slow, and repeated meanwhile", false),
    /// Each of its calls fails.
    THROTTLED("throttled for two minutes", true),
    TWICE("three times, one after the other", false),
    AT_ONCE("three times at once", false),
    ANSWER_LOST("the answer to a call lost", false),
    /// Each try, until somebody mends it.
    DENIED("denied one call", true),
    DENIED_ALL("denied all from there on", true);

    private final String column;
    private final boolean mayFail;

    Trouble(String column, boolean mayFail) {
        this.column = column;
        this.mayFail = mayFail;
    }

    String column() {
        return column;
    }

    /// Whether the job may end otherwise than without it: as failed, by name.
    boolean mayFail() {
        return mayFail;
    }

    /// Whether it comes without any call.
    boolean isRepetition() {
        return this == TWICE || this == AT_ONCE;
    }
}
