package dev.azulejo.lab.command;

import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.local.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo lab`: makes models.
@Command(
        name = "lab",
        description = Laboratory.LAB,
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            SamplesCommand.class,
            DatasetCommand.class,
            ImproveCommand.class,
            QuoteCommand.class
        })
public final class LabCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> rest = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!rest.isEmpty()) {
            throw ExitCode.USAGE.failure("lab has no subcommand '%s'; it has %s"
                    .formatted(
                            rest.getFirst(),
                            String.join(", ", spec.subcommands().keySet())));
        }
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK.code();
    }
}
