package dev.azulejo.simulator;

/// The troubles that a stage may be in: columns of the table in `docs/faults.md`.
///
/// Two minutes of throttling outlast the SDK's own tries and those of a state machine; the two tries after the first
/// one that Lambda gives an event come a minute and three minutes later.
enum Trouble {
    KILLED_BEFORE("killed once", false),
    KILLED_AFTER("killed once", false),
    KILLED_EACH_TIME("killed at each try", true),
    /// The stage takes longer than its repeats.
    SLOW("slow, and repeated meanwhile", false),
    /// Each call fails for two minutes.
    THROTTLED("throttled for two minutes", true),
    TWICE("three times, one after the other", false),
    AT_ONCE("three times at once", false),
    ANSWER_LOST("the answer to a call lost", false),
    /// One call is denied in each try, until people mend it.
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

    /// Whether the job may fail by name because of this trouble.
    boolean mayFail() {
        return mayFail;
    }

    /// Whether the trouble happens without any call.
    boolean isRepetition() {
        return this == TWICE || this == AT_ONCE;
    }
}
