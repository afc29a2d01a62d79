package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.transfer.PlaceTrial;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage test`.
@Command(
        name = "test",
        description = "Writes to a place, reads back, compares and deletes, and says what the place can do.",
        mixinStandardHelpOptions = true)
final class StorageTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLACE", description = StorageCommand.PLACE_HELP)
    private String place = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var storage = new LocalPlaces(LocalConfig.fromEnvironment()).open(PlaceName.place(place));
        var out = spec.commandLine().getOut();
        var steps = PlaceTrial.of(storage);
        for (var step : steps) {
            out.println(Console.printable("%-4s %s%s"
                    .formatted(
                            step.isFine() ? "ok" : "FAIL", step.what(), step.isFine() ? "" : ": " + step.problem())));
        }
        if (!steps.getLast().isFine()) {
            throw ExitCode.UNAVAILABLE.failure("%s cannot be used as it is".formatted(place));
        }
        PlaceTrial.abilities(storage).forEach(ability -> out.println("     " + ability));
        return ExitCode.OK.code();
    }
}
