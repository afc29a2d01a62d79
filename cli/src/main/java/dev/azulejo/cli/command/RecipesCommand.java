package dev.azulejo.cli.command;

import dev.azulejo.core.recipe.Recipes;
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
            out.println("%-10s  %-5s  %s%s".formatted(recipe.name(), scales, recipe.description(), isDefault));
        }
    }
}
