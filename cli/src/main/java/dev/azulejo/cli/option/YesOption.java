package dev.azulejo.cli.option;

import dev.azulejo.cli.view.Question;
import dev.azulejo.local.exit.ExitCode;
import picocli.CommandLine.Option;

/// The option by which a user has agreed already to what cannot be undone.
public final class YesOption {
    @Option(names = "--yes", description = "Do not ask. Without a terminal to ask, it is refused.")
    private boolean yes;

    /// @param what would happen, as a sentence without its full stop
    /// @throws dev.azulejo.local.exit.CommandFailure without consent
    public void check(String what) {
        if (!yes && !Question.agrees(what)) {
            throw ExitCode.USAGE.failure(what + "; nothing was changed. Say --yes if that is meant");
        }
    }
}
