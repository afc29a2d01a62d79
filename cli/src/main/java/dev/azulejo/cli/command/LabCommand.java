package dev.azulejo.cli.command;

import dev.azulejo.local.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo lab`: makes models. What it does is a build of its own, with libraries of 110 MB that no other command
/// needs, and adds its subcommands there.
@Command(
        name = "lab",
        description = "Makes models: trains networks from a recipe. Fetches 110 MB of libraries when it is first used.",
        mixinStandardHelpOptions = true)
public final class LabCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> rest = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (spec.subcommands().isEmpty()) {
            throw ExitCode.USAGE.failure("the laboratory is not in this build; run ./azulejo lab");
        }
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
