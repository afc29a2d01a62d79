package dev.azulejo.cli;

/// Ends a command, or one file of a batch, with a line for the user and an exit code.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
