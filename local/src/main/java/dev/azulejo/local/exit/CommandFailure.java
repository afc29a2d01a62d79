package dev.azulejo.local.exit;

import java.util.List;

/// Ends a command, or one file of a batch, with a line for the user and an exit code.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /// Ends a command whose words are wrong, if there are any problems.
    ///
    /// @throws CommandFailure with all of them
    public static void ifAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw ExitCode.USAGE.failure(String.join("; ", problems));
        }
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
