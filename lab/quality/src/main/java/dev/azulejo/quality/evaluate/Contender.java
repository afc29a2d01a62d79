package dev.azulejo.quality.evaluate;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.ResultOptions;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.local.exit.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A contender: a recipe, or models one after another.
///
/// @param name as it was asked for
public record Contender(String name, Enhancement enhancement) {
    private static final String BETWEEN_MODELS = "\\+";
    private static final double PERCENT = 100;

    /// Reads what was asked for, such as `photo-x2,cunet-denoise1+span-x2`.
    ///
    /// @param models ids of those at hand
    /// @param scale by which recipes enlarge that leave a choice
    /// @throws dev.azulejo.local.exit.CommandFailure when there is no such recipe or model
    public static List<Contender> of(List<String> names, Set<String> models, int scale) {
        var seen = new HashSet<String>();
        var contenders = new ArrayList<Contender>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw ExitCode.USAGE.failure("--recipes names %s twice".formatted(name));
            }
            contenders.add(new Contender(name, enhancement(name, models, scale).as(ImageFormat.PNG)));
        }
        return contenders;
    }

    /// Whether one of its models draws what its source does not have.
    ///
    /// @param inventing whether the model of an id does
    public boolean invents(Predicate<String> inventing) {
        return enhancement.models().stream().anyMatch(inventing);
    }

    private static Enhancement enhancement(String name, Set<String> models, int scale) {
        var recipe = Recipes.named(name);
        if (recipe.isPresent()) {
            return by(recipe.get(), scale);
        }
        var ids = Arrays.asList(name.split(BETWEEN_MODELS, -1));
        ids.stream().filter(id -> !models.contains(id)).findFirst().ifPresent(id -> {
            throw ExitCode.USAGE.failure("there is neither a recipe nor a model '%s'; recipes are %s; models are %s"
                    .formatted(id, Recipes.names(), String.join(", ", models)));
        });
        return by(Recipes.STEPS, ids, Optional.empty(), Chosen.NOTHING);
    }

    private static Enhancement by(Recipe recipe, int scale) {
        if (recipe.equals(Recipes.RESIZE)) { // what there is without a model: what the others have to beat
            var size = Chosen.NOTHING.with(SizeOptions.PERCENT, PERCENT * scale);
            return by(recipe.name(), List.of(), Optional.empty(), size);
        }
        if (!recipe.scales().contains(scale)) {
            throw ExitCode.USAGE.failure("%s enlarges %s times, not %d; say so with --scale"
                    .formatted(
                            recipe.name(),
                            recipe.scales().stream().map(String::valueOf).collect(Collectors.joining(" or ")),
                            scale));
        }
        var chosen = recipe.scales().size() > 1 ? Optional.of(scale) : Optional.<Integer>empty();
        return by(recipe.name(), List.of(), chosen, Chosen.NOTHING);
    }

    private static Enhancement by(String recipe, List<String> models, Optional<Integer> scale, Chosen size) {
        var main = new ResultOptions(Optional.empty(), size);
        return new Enhancement(recipe, models, scale, List.of(main), Chosen.NOTHING);
    }
}
