package dev.azulejo.core.port;

import dev.azulejo.core.look.FaceDetector;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.OwnRecipe;
import java.util.List;
import java.util.Optional;

/// What is known of the models at hand, without loading any: enough to plan a job. Thread-safe.
public interface ModelCards {
    List<ModelCard> cards();

    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model, saying where it was
    ///     looked for
    ModelCard card(String id);

    /// Which model works where a recipe names `id`: another one where that was promoted, or is on trial for a share of
    /// the sources.
    ///
    /// @param draw of the source, from 0 on and below 1; the same each time
    default String serving(String id, double draw) {
        return id;
    }

    /// Whether the weights of a model are brought on demand, so that they need not be where it would run.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model
    default boolean isPulled(String id) {
        return false;
    }

    /// Chains of models that have a name on this machine alone; none where nobody has given any.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when the file that lists them is damaged
    default List<OwnRecipe> ownRecipes() {
        return List.of();
    }

    /// Finds faces in images, without an engine; none where nobody can.
    default FaceDetector faces() {
        return _ -> List.of();
    }

    /// What shall run a model here; empty for the usual engine in 32 bits, on which all machines agree.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when an engine was asked for that is not to be had
    default Optional<String> engine(String id) {
        return Optional.empty();
    }
}
