package dev.azulejo.cli.command.models;

import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo models`: the neural networks at hand, as their cards describe them.
@Command(
        name = "models",
        description = "Lists the models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsAddCommand.class,
            ModelsPullCommand.class,
            ModelsCheckCommand.class,
            Laboratory.Promote.class,
            ModelsServingCommand.class
        })
public final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        try (var models = EmbeddedWiring.models(LocalConfig.fromEnvironment(), Device.CPU)) {
            int longest = models.cards().stream()
                    .mapToInt(card -> card.id().length())
                    .max()
                    .orElse(0);
            for (var card : models.cards()) {
                var here = models.weights(card.id()).isPresent() ? "" : " NOT HERE: azulejo models pull " + card.id();
                out.println(Console.printable("%s  x%d, %s, %s, %s%s"
                        .formatted(
                                card.id() + " ".repeat(longest - card.id().length()),
                                card.scale(),
                                halo(card),
                                card.licence(),
                                card.description(),
                                here)));
            }
        }
        var metrics = EmbeddedWiring.metrics(LocalConfig.fromEnvironment());
        for (var card : metrics.cards()) {
            var here = metrics.weights(card.id()).isPresent() ? "" : " NOT HERE: azulejo models pull " + card.id();
            out.println(Console.printable(
                    "%s  a metric, %s, %s%s".formatted(card.id(), card.licence(), card.description(), here)));
        }
    }

    private static String halo(ModelCard card) {
        var told = card.conditions().stream()
                .map(condition -> condition.name().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" and "));
        if (card.receptiveField() instanceof ReceptiveField.Whole whole) {
            return "whole pictures of up to %d px".formatted(whole.sidePx());
        }
        return "halo %d px%s"
                .formatted(card.receptiveField().haloPx(), told.isEmpty() ? "" : ", needs to know the " + told);
    }
}
