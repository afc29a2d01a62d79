package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.option.DataOption;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo keys`: who may use a server beside its owner, and how much.
@Command(
        name = "keys",
        description = "Makes keys for those who may use the server, revokes them, and sets limits.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysMakeCommand.class, KeysListCommand.class, KeysRevokeCommand.class, KeysLimitsCommand.class})
public final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static KeyOffice office() {
        return Server.inThisBuild(KeyOffice.class, "keys");
    }

    /// The folder of a server that was started before: a slip in its name shall not make keys that open nothing.
    static Path folder(DataOption data) {
        var folder = data.folder(LocalConfig.fromEnvironment());
        if (!Files.isDirectory(folder.resolve("work"))) {
            throw ExitCode.NO_INPUT.failure(
                    "no server has worked in %s; name its folder with --data, or start it first: azulejo serve"
                            .formatted(folder));
        }
        return folder;
    }
}
