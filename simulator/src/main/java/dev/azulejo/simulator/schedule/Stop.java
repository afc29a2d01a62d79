package dev.azulejo.simulator.schedule;

/// Ends a fiber from outside. It is an error, so that no code of the pipeline takes it for a failure of its
/// own.
public abstract sealed class Stop extends Error {
    private static final long serialVersionUID = 1L;

    private Stop(String message) {
        super(message, null, false, false);
    }

    /// Thrown inside a process that has died.
    public static final class Killed extends Stop {
        private static final long serialVersionUID = 1L;

        public Killed() {
            super("killed");
        }
    }

    /// Thrown in a fiber whose starter has told it to stop: an execution that was stopped.
    public static final class Aborted extends Stop {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("aborted");
        }
    }

    /// Thrown in fibers when the run is over.
    public static final class Over extends Stop {
        private static final long serialVersionUID = 1L;

        Over() {
            super("over");
        }
    }
}
