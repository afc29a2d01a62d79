package dev.azulejo.cli.command.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo jobs`: what operators do with jobs, on this machine and in a deployment alike.
@Command(
        name = "jobs",
        description = "Finds jobs, says what became of them, and cancels them or tries them again: those of this"
                + " machine's command and drop folders, of a server, or of a deployment.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JobsListCommand.class,
            JobsShowCommand.class,
            JobsTailCommand.class,
            JobsCancelCommand.class,
            JobsRedriveCommand.class,
            JobsLettersCommand.class,
            JobsReplayCommand.class
        })
public final class JobsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
