package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.storage.Unnamed;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage ls`.
@Command(
        name = "ls",
        description = "Lists what lies in a place, folders and all: bytes, time and name.",
        mixinStandardHelpOptions = true)
final class StorageLsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLACE", description = StorageCommand.PLACE_HELP)
    private String place = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var unnamed = new Unnamed();
        try (var stats = new LocalPlaces(LocalConfig.fromEnvironment())
                .open(PlaceName.place(place))
                .list("", unnamed)) {
            stats.forEach(stat -> out.println(Console.printable("%12d  %s  %s"
                    .formatted(stat.bytes(), stat.modified().truncatedTo(ChronoUnit.SECONDS), stat.key()))));
        }
        unnamed.tell(spec.commandLine().getErr(), place);
        return ExitCode.OK.code();
    }
}
