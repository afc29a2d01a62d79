package dev.azulejo.simulator.port;

/// The calls by which a process touches the world. At each one other fibers may run, and a fault may
/// happen.
public enum PortCall {
    READ("reads"),
    READ_VERSION("reads a version of"),
    READ_RANGE("reads a range of"),
    STAT("looks at"),
    STAT_VERSION("looks at a version of"),
    VERSION("asks for the version of"),
    LIST("lists"),
    PUT("writes", true),
    PUT_IF_ABSENT("writes if absent", true),
    PUT_IF_MATCH("writes if unchanged", true),
    DELETE("deletes", true),
    LOOK("looks at the pixels of"),
    MODEL("runs a tile of"),
    HIDE("hides", true),
    DELETE_MESSAGE("removes", true),
    IS_AWAITED("asks whether it is awaited:"),
    ANSWER("answers", true),
    IS_RUNNING("asks whether it runs:"),
    NOTIFY("tells of", true),
    MACHINE_S3("(machine) asks the bucket for"),
    SEND_MESSAGE("(machine) sends", true);

    private final String words;
    private final boolean changes;

    PortCall(String words) {
        this(words, false);
    }

    PortCall(String words, boolean changes) {
        this.words = words;
        this.changes = changes;
    }

    /// Whether the call may have taken effect if its answer was lost.
    boolean changes() {
        return changes;
    }

    /// The verb for the call in a story.
    public String words() {
        return words;
    }
}
