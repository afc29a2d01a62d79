package dev.azulejo.cli.command.enhance;

import static java.util.stream.Collectors.joining;

import dev.azulejo.cli.view.Console;
import dev.azulejo.core.option.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo presets`: which options go together for a trade.
@Command(
        name = "presets",
        description = "Lists bundles of options for a trade, for 'enhance --preset NAME'.",
        mixinStandardHelpOptions = true)
public final class PresetsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        for (var preset : Preset.all()) {
            var options = preset.says().entrySet().stream()
                    .map(option -> "--%s %s"
                            .formatted(option.getKey(), option.getValue().text()))
                    .collect(joining(" "));
            out.println(Console.printable("%-12s %s".formatted(preset.name(), preset.about())));
            out.println(Console.printable("%-12s %s".formatted("", options)));
        }
    }
}
