package dev.azulejo.quality.arena;

import dev.azulejo.cli.view.BatchPace;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.BatchForesight;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.arena.Candidates.By;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Runs recipes over images as `enhance` does, so that an arena can be made of what they give. What is
/// there already is not made again.
///
/// @param percent size of all results, so that recipes of different scales can be compared; 0 for the
///     recipe's own
public record RecipeRuns(LocalConfig config, EmbeddedWiring wiring, Console console, int percent) {
    private static final String BETWEEN_MODELS = "\\+";

    /// @param folder for the results
    public Candidates run(List<String> recipes, List<Path> images, Path folder) {
        var files = new TreeMap<String, List<Path>>();
        for (var image : images) {
            if (files.put(Candidates.stem(image), new ArrayList<>()) != null) {
                throw ExitCode.USAGE.failure("two images are called %s; rename one".formatted(Candidates.stem(image)));
            }
        }
        var cards = config.cards();
        var wanted = new LinkedHashMap<String, Enhancement>();
        recipes.forEach(recipe -> wanted.put(recipe, wanted(recipe, percent, cards)));
        var models = new TreeMap<String, List<String>>();
        var pace = new BatchPace(recipes.size() * images.size());
        console.expect(pace);
        var orders = wanted.entrySet().stream()
                .flatMap(each -> images.stream()
                        .<Supplier<Order>>map(
                                image -> () -> order(image, each.getValue(), result(folder, each.getKey(), image))))
                .toList();
        try (var _ = new BatchForesight(wiring, orders, pace::foreseen)) {
            wanted.forEach((recipe, enhancement) -> {
                UserFiles.writableFolder(folder.resolve(recipe), "name another folder with --work-dir");
                var ran = new TreeSet<String>();
                for (var image : images) {
                    var result = result(folder, recipe, image);
                    run(image, order(image, enhancement, result), result)
                            .steps()
                            .forEach(step -> ran.add(step.model() + " " + step.sha256()));
                    files.computeIfAbsent(Candidates.stem(image), _ -> new ArrayList<>())
                            .add(result);
                }
                models.put(recipe, List.copyOf(ran));
            });
        }
        var sources = images.stream().collect(Collectors.toMap(Candidates::stem, UserFiles::readable));
        return new Candidates(List.copyOf(recipes), files, new By(percent, models, sources));
    }

    private static Path result(Path folder, String recipe, Path image) {
        return folder.resolve(recipe).resolve(Candidates.stem(image) + ".png");
    }

    private static Order order(Path image, Enhancement wanted, Path result) {
        var source = LocalPlaces.uriOf(UserFiles.readable(image));
        return new Order(source, 1, wanted, LocalPlaces.uriOf(result));
    }

    /// A result that is wanted of each image.
    ///
    /// @param name of a recipe, or ids of models joined by `+`, as `evaluate` takes them
    /// @param percent the size of the result; 0 for the recipe's own
    static Enhancement wanted(String name, int percent, CardFolder cards) {
        var values = new LinkedHashMap<String, OptionValue>();
        if (Recipes.named(name).isPresent() || !cards.has(name.split(BETWEEN_MODELS, -1))) {
            values.put(OptionTable.RECIPE.name(), OptionValue.text(name));
        } else {
            values.put(OptionTable.STEPS.name(), OptionValue.text(name.replace('+', ',')));
        }
        values.put(OptionTable.FORMAT.name(), OptionValue.text("png"));
        if (percent > 0) {
            values.put(SizeOptions.PERCENT.name(), OptionValue.metadata(String.valueOf(percent)));
        }
        var options = new Options(cards);
        options.addCommand(Map.copyOf(values));
        CommandFailure.ifAny(options.problems());
        return options.wanted(Recipes.DEFAULT.name());
    }

    private Succeeded run(Path image, Order order, Path result) {
        var run = console.next(image);
        try (var _ = Interruption.announcedBy(console)) {
            console.started(run);
            var outcome = wiring.pipeline().enhance(order, console.news(run));
            console.ended(run);
            var succeeded = FailureWords.succeeded(outcome);
            console.succeeded(run, List.of(result), succeeded);
            return succeeded;
        } catch (CommandFailure failure) {
            throw failure.exitCode().failure("%s: %s".formatted(image, failure.line()));
        }
    }
}
