package dev.azulejo.quality.command;

import dev.azulejo.cli.command.lab.Laboratory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo arena`: people say which of two candidates looks better.
@Command(
        name = "arena",
        description = Laboratory.ARENA,
        mixinStandardHelpOptions = true,
        subcommands = {
            ArenaMakeCommand.class,
            ArenaInviteCommand.class,
            ArenaResultCommand.class,
            ArenaVotesCommand.class
        })
public final class ArenaCommand implements Runnable {
    static final String PLACE = "A folder of its own, or a place such as s3://bucket/arena/.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
