package dev.azulejo.cli.command.machine;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo completion`: a script that lets the shell complete our options.
@Command(
        name = "completion",
        description = "Prints a completion script; in bash or zsh: source <(azulejo completion)",
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var root = spec.root().commandLine();
        spec.commandLine().getOut().println(AutoComplete.bash("azulejo", root));
    }
}
