package dev.azulejo.local.office;

/// The `azulejo` command, where something else starts the process: found by [java.util.ServiceLoader], so that what is
/// started with the command need not be compiled against it.
public interface Command {
    /// Runs the command line, and ends the process.
    void run(String... args);
}
