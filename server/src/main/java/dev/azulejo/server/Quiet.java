package dev.azulejo.server;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/// The logs of libraries, in commands that are in the server's build and start no server.
final class Quiet {
    private static final String MANAGER = "java.util.logging.manager";

    private Quiet() {}

    /// Keeps loggers quiet until Quarkus starts: until it sets its levels, all loggers are on, and their
    /// messages are kept for it. Most commands never start it. For such a logger the HTTP client writes
    /// each byte that it sends or gets into lines, which was most of what a copy cost.
    static void untilQuarkusStarts() {
        if (System.getProperty(MANAGER) == null) { // read once, when the first logger is made
            System.setProperty(MANAGER, "org.jboss.logmanager.LogManager");
        }
        LogContext.getLogContext().getLogger("").setLevel(Level.WARN);
    }
}
