package dev.azulejo.cli.command.keys;

import dev.azulejo.local.office.KeyOffice;
import dev.azulejo.local.office.Server;
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
}
