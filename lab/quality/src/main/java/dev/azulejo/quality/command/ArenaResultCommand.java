package dev.azulejo.quality.command;

import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.quality.arena.ArenaReport;
import dev.azulejo.quality.arena.ReportJson;
import dev.azulejo.quality.arena.ReportText;
import dev.azulejo.storage.Printable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo arena result`.
@Command(
        name = "result",
        description =
                "Prints who is better by how much, as the votes so far say, and which judges do not count and why.",
        mixinStandardHelpOptions = true)
final class ArenaResultCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ARENA", description = ArenaCommand.PLACE)
    private String place = "";

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var objects = new ArenaObjects(LocalPlaces.written(place));
        var arena = objects.arenaOf(place);
        var report = ArenaReport.of(arena.arena(), objects.votes(), objects.judges());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Printable.json(ReportJson.of(report).toString()));
        } else {
            ReportText.of(report).forEach(line -> out.println(Console.printable(line)));
        }
        return ExitCode.OK.code();
    }
}
