package dev.azulejo.local.wiring;

import dev.azulejo.inference.card.Serving;
import dev.azulejo.inference.card.ServingFile;
import dev.azulejo.local.machine.LocalConfig;
import java.util.List;
import java.util.TreeMap;

/// Tells where a model that was promoted has worked in the place of one that a recipe names.
///
/// @param serving which model stands in for which
public record StandIns(Serving serving) {
    /// The stand-ins of this machine's folder of models.
    public static StandIns of(LocalConfig config) {
        return new StandIns(new ServingFile(config.models().resolve(ServingFile.NAME)).read());
    }

    /// The note to a user who named a recipe.
    ///
    /// @param recipe as it was asked for; one of models is never given others
    /// @param models that ran, each as `id sha256`
    public List<String> notes(String recipe, List<String> models) {
        return new TreeMap<>(serving.substitutes())
                .entrySet().stream()
                        .filter(entry -> ran(entry.getValue().model(), recipe, models))
                        .map(entry ->
                                "%s: %s works in the place of %s for %s %% of the sources, and did here; azulejo models serving"
                                        .formatted(
                                                recipe,
                                                entry.getValue().model(),
                                                entry.getKey(),
                                                entry.getValue().percent()))
                        .toList();
    }

    /// Whether a model ran without having been asked for.
    private static boolean ran(String model, String recipe, List<String> models) {
        return !List.of(recipe.split("\\+", -1)).contains(model)
                && models.stream().anyMatch(run -> run.startsWith(model + " "));
    }
}
