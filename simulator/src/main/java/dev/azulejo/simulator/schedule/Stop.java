package dev.azulejo.simulator.schedule;

/// What ends a fiber from outside. An error, so that no code of the pipeline takes it for a failure of its own.
public abstract sealed class Stop extends Error {
    private static final long serialVersionUID = 1L;

    private Stop(String message) {
        super(message, null, false, false);
    }

    /// What the death of a process looks like from inside.
    public static final class Killed extends Stop {
        private static final long serialVersionUID = 1L;

        public Killed() {
            super("killed");
        }
    }

    /// Whoever started the fiber has told it to stop: an execution that was stopped.
    public static final class Aborted extends Stop {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("aborted");
        }
    }

    /// The run is over.
    public static final class Over extends Stop {
        private static final long serialVersionUID = 1L;

        Over() {
            super("over");
        }
    }
}
