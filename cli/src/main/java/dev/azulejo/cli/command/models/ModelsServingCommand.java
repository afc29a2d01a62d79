package dev.azulejo.cli.command.models;

import dev.azulejo.cli.view.Console;
import dev.azulejo.inference.card.ServingFile;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo models serving`: which models stand in for which, and how to end that.
@Command(
        name = "serving",
        description = "Lists which models serve in the place of which, and for how many of the sources.",
        mixinStandardHelpOptions = true)
final class ModelsServingCommand implements Callable<Integer> {
    @Option(
            names = "--roll-back",
            paramLabel = "MODEL",
            description = "From the next job on, this model does its work itself again. Jobs that have begun go on with"
                    + " the models that they began with.")
    private @Nullable String rolledBack;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var file = new ServingFile(LocalConfig.fromEnvironment().models().resolve(ServingFile.NAME));
        var serving = file.read();
        var id = rolledBack;
        if (id != null) {
            if (!serving.substitutes().containsKey(id)) {
                throw ExitCode.USAGE.failure("no model serves in the place of " + id);
            }
            serving = file.change(before -> before.without(id));
        }
        for (var each : serving.ids()) {
            var substitute = Objects.requireNonNull(serving.substitutes().get(each));
            print("%s: %s for %s %% of the sources, by %s"
                    .formatted(each, substitute.model(), substitute.percent(), substitute.decision()));
        }
        if (serving.ids().isEmpty()) {
            print("each model does its work itself");
        }
        return ExitCode.OK.code();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
