package dev.azulejo.cli;

import dev.azulejo.inference.Device;
import dev.azulejo.inference.ModelFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo models`: the neural networks at hand, as their cards describe them.
@Command(name = "models", description = "Lists the models.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            return;
        }
        var out = spec.commandLine().getOut();
        try (var models = new ModelFolder(LocalConfig.fromEnvironment().models(), Device.CPU)) {
            for (var card : models.cards()) {
                out.println("%-10s  x%d, halo %d px, %s, %s"
                        .formatted(
                                card.id(),
                                card.scale(),
                                card.receptiveField().haloPx(),
                                card.licence(),
                                card.description()));
            }
        }
    }
}
