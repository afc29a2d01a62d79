package dev.azulejo.cli.command.enhance;

import dev.azulejo.cli.view.Console;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.local.machine.LocalConfig;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo recipes`: what can be done with an image.
@Command(name = "recipes", description = "Lists the recipes.", mixinStandardHelpOptions = true)
public final class RecipesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        for (var recipe : Recipes.all()) {
            var scales = recipe.scales().stream().map(scale -> "x" + scale).collect(Collectors.joining(" "));
            var isDefault = recipe.equals(Recipes.DEFAULT) ? " (default)" : "";
            print(out, recipe.name(), scales, recipe.description() + isDefault);
        }
        for (var recipe : LocalConfig.fromEnvironment().cards().ownRecipes()) {
            print(
                    out,
                    recipe.name(),
                    "yours",
                    "%s (%s)".formatted(recipe.description(), String.join(" before ", recipe.models())));
        }
    }

    private static void print(PrintWriter out, String name, String scales, String description) {
        out.println(Console.printable("%-10s  %-5s  %s".formatted(name, scales, description)));
    }
}
